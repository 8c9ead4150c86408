"""RoleCall answers questions about job roles and pay."""
