"""Encoders: the one that comes with the project, and any other on this machine."""

from dsupport.encode.catalogue import build, bundled_models, is_ready, load, verify
from dsupport.encode.encoder import Encoder, EncoderCard

__all__ = ["Encoder", "EncoderCard", "build", "bundled_models", "is_ready", "load", "verify"]
