"""The dashboard with the fake encoder, for `streamlit run`: no model is needed to walk through it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from dsupport.services import encoders
from dsupport.ui.dashboard import run
from tests.fakes import load_fake

encoders.load = load_fake
run()
