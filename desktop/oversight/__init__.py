"""The page: the investigator's oversight, study papers, and scheduled reviews of the trail (ROS-6, ROS-7, AUD-4)."""
