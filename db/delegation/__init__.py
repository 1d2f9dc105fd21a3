"""Delegation of authority: tasks, lines by person and study, acceptance, approval (ROS-3)."""
