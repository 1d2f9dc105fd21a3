"""Outside systems, accounts in them, and access reviews (ROS-4, ROS-5)."""
