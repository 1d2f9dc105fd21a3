"""People, studies and role assignments (ROS-1, ROS-2)."""
