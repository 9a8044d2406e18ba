"""机构、人员、授权: organs, people, memberships, roles, grants, certificates and sign-in.

It answers who somebody is and what was granted to him on a day; it never knows what a matter is.
"""
