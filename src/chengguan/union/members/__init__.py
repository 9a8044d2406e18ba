"""工会组织与会员: unions with their terms, and each membership from application to end."""
