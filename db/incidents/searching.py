"""Where the listings of this room come from."""

from db.store.listing import Listing

__all__ = ["Listing"]
