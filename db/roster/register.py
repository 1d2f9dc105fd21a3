"""The roster (ROS-1, ROS-2): people, studies, investigators, roles in studies. Bound to one open store."""

from __future__ import annotations

from db.roster.commands import RosterCommands


class Roster(RosterCommands):
    """Queries are in db/roster/queries.py, commands in db/roster/commands.py."""
