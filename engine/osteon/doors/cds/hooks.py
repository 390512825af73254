"""The hooks that are served, and where each of them keeps the orders that are being written."""

from osteon.basics.typed import NamedTuple

SPECIFICATION = "2.0.1"
BALLOT = "3.0.0-ballot"

Json = dict[str, object]


class Hook(NamedTuple):
    """One hook, served as a service of the same name.

    `orders` names the keys of the context under one of which its draft orders stand; none if it has none.
    `selects`: it says which of them the user has just chosen. `drafts_only`: none of them is in force yet.
    """

    name: str
    title: str
    does: str
    version: str
    orders: tuple[str, ...] = ()
    selects: bool = False
    drafts_only: bool = True


_ABOUT = "vitamin K2, vitamin D3 and calcium beside blood thinners, pregnancy, surgery and other medicines"

HOOKS = {
    hook.name: hook
    for hook in (
        Hook("patient-view", "When a record is opened", f"What the record says about {_ABOUT}.", "1.0"),
        Hook(
            "order-select",
            "When an order is chosen",
            f"What the chosen orders would change about {_ABOUT}.",
            "1.0",
            ("draftOrders",),
            selects=True,
        ),
        Hook(
            "order-sign",
            "When orders are signed",
            f"What the orders to be signed would change about {_ABOUT}.",
            "1.0",
            ("draftOrders",),
        ),
        # The page of this hook calls the key `medication` in its table and `order` in its example.
        Hook(
            "medication-verify",
            "When a pharmacist verifies an order",
            f"What the order to be verified would change about {_ABOUT}.",
            "1.0",
            ("medication", "order"),
            drafts_only=False,
        ),
    )
}
