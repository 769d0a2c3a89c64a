from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.geography.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Étienne", "ST ETIENNE"),
        ("Sainte-Foy-lès-Lyon", "Ste Foy les Lyon"),
        ("L'Haÿ-les-Roses", "L HAY LES ROSES"),
        ("Le Havre", "Havre"),
        ("Saint-Denis", "St-Denis Cedex 02"),
        ("Paris 6e Arrondissement", "PARIS 06"),
        ("Paris 1er Arrondissement", "Paris 1er"),
        ("Marseille 2e Arrondissement", "Marseille 2ème"),
        ("Œting", "Oeting"),
        ("Cala-sur-Mer", "Cala s/ Mer"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Paris 6", "Paris 16"), ("Saint-Denis", "Saint-Denis-d'Oléron"), ("La", "Le")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text())
def test_a_key_is_the_key_of_itself(name: str) -> None:
    key = name_key(name)

    assert key.isascii()
    assert name_key(key.upper()) == name_key(key)
