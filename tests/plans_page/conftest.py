"""What this room's tests may ask for."""

from tests.window_fixtures import app, house, inside, master_house, screen

__all__ = ["app", "house", "inside", "master_house", "screen"]
