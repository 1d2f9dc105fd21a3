"""Systems outside this program, the accounts in them, and reviews of who has access (ROS-4, ROS-5)."""
