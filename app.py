"""The dashboard, for `streamlit run app.py`."""

from dsupport.ui.dashboard import run

run()
