"""Who may do what with the registers beyond reading them."""

from chengguan.core.org.kinds import Role

NUMBER_ROLES = frozenset(
    {
        Role.OFFICER,
        Role.SQUAD_LEADER,
        Role.TEAM_HEAD,
        Role.DISPATCHER,
        Role.LEGAL_REVIEWER,
        Role.SUPERVISOR,
    }
)
"""Those whose work it is to know with whom they deal: they find by number and see it whole."""

KEEPER_ROLES = frozenset({Role.DISPATCHER, Role.TEAM_HEAD, Role.LEGAL_REVIEWER})
"""Those who merge duplicates and say in which subdistrict a place lies."""
