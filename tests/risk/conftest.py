from tests.incidents.conftest import ward

__all__ = ["ward"]
