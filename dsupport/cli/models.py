"""Commands about encoders: which there are, build and verify them."""

from __future__ import annotations

import click

from dsupport.cli.terminal import output_options, print_table, say


@click.group("models")
def models_command() -> None:
    """The encoders that turn texts into vectors.

    \b
    Example: dsupport models list
    """


@models_command.command("list")
@output_options
def list_command(form: str | None) -> None:
    """Bundled encoders, and whether they are ready.

    \b
    Example: dsupport models list
    """
    import pandas as pd

    from dsupport.encode import bundled_models, is_ready

    rows = [
        {
            "name": model.name,
            "ready": is_ready(model),
            "dimensions": model.dimensions,
            "languages": model.languages,
            "licence": model.licence,
            "source": model.source,
        }
        for model in bundled_models().values()
    ]
    print_table(pd.DataFrame(rows), form)


@models_command.command("build")
@click.argument("name", required=False)
def build_command(name: str | None) -> None:
    """Build a bundled encoder (default: the default one) from the installed weights.

    \b
    Example: dsupport models build
    """
    from dsupport import encode
    from dsupport.config import DEFAULT_ENCODER

    name = name or DEFAULT_ENCODER
    click.echo(say("cli.built", name=name, path=encode.build(name)))


@models_command.command("verify")
@click.argument("name", required=False)
def verify_command(name: str | None) -> None:
    """Check weights by sha256, and that the built encoder loads and agrees with itself.

    \b
    Example: dsupport models verify
    """
    from dsupport import encode
    from dsupport.config import DEFAULT_ENCODER

    name = name or DEFAULT_ENCODER
    encode.verify(name)
    click.echo(say("cli.verified", name=name))
