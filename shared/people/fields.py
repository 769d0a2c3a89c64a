"""What a column of a people file may be, and the header names it is recognised by.

A saved mapping is a JSON object `{"<column as the header spells it>": "<field>"}` with the
values of `Field`, `custom` (keep under the column's own name) or `ignore`. What a mapping does
not name is recognised by its header; what is not recognised is kept as a custom field.

Header names are compared in their folded form: lower case, no accents, every run of other
signs an underscore (`N° de téléphone` is `n_de_telephone`). Where several columns give the same
field, the earlier name in the list wins and a differing value of a later column is kept as a
custom field. The English names without blanks are those of NationBuilder's people export.
"""

from __future__ import annotations

from typing import Final


class Field:
    """What Banneret understands of a column; the values are also the attributes of a person's item.

    Plain text rather than an enum: every row of an import is a dictionary of these, written as JSON.
    """

    EMAIL: Final = "email"
    PHONE: Final = "phone"
    GIVEN_NAME: Final = "given_name"
    FAMILY_NAME: Final = "family_name"
    FULL_NAME: Final = "full_name"
    ADDRESS: Final = "address"
    POSTCODE: Final = "postcode"
    COMMUNE: Final = "commune"
    COMMUNE_CODE: Final = "commune_code"
    CONSTITUENCY: Final = "constituency"
    COUNTRY: Final = "country"
    BIRTH_DATE: Final = "birth_date"
    LANGUAGE: Final = "language"
    SEX: Final = "sex"
    SUPPORT_LEVEL: Final = "support_level"
    VOLUNTEER: Final = "volunteer"
    TAGS: Final = "tags"
    SOURCE: Final = "source"
    EMAIL_OPT_IN: Final = "email_opt_in"
    MOBILE_OPT_IN: Final = "mobile_opt_in"
    EMAIL_OPT_OUT: Final = "email_opt_out"
    DO_NOT_CONTACT: Final = "do_not_contact"


CUSTOM = "custom"
"""In a mapping: keep the column as a custom field; in a person: the attribute that holds those fields."""

IGNORE = "ignore"
"""In a mapping: do not keep the column at all."""

CUSTOM_PREFIX = f"{CUSTOM}."
"""Before a custom field's name, in rows and in `edited_fields`."""

HEADERS: dict[str, tuple[str, ...]] = {
    Field.EMAIL: (
        *("email", "e_mail", "mail", "courriel", "email_address", "adresse_email", "adresse_e_mail", "adresse_mail"),
        *("adresse_electronique", "adresse_courriel", "email1", "email2", "email3", "email4"),
    ),
    Field.PHONE: (
        *(
            "mobile_number",
            "mobile",
            "mobile_phone",
            "portable",
            "telephone_portable",
            "telephone_mobile",
            "tel_portable",
        ),
        *("tel_mobile", "numero_de_portable", "gsm", "cell", "cell_phone", "phone_number", "phone", "telephone", "tel"),
        *("phone_1", "numero_de_telephone", "n_de_telephone", "telephone_fixe", "tel_fixe", "fixe", "home_phone"),
        *("work_phone_number", "work_phone", "telephone_professionnel"),
    ),
    Field.GIVEN_NAME: ("first_name", "firstname", "given_name", "given_names", "prenom", "prenoms", "forename"),
    Field.FAMILY_NAME: (
        *("last_name", "lastname", "family_name", "surname", "nom", "nom_de_famille", "nom_usage", "nom_d_usage"),
    ),
    Field.FULL_NAME: ("full_name", "fullname", "name", "nom_complet", "nom_et_prenom", "prenom_et_nom", "prenom_nom"),
    Field.ADDRESS: (
        *("primary_address1", "primary_address2", "primary_address3", "address", "address1", "address_1", "address2"),
        *(
            "address_2",
            "street",
            "street_address",
            "adresse",
            "adresse1",
            "adresse_1",
            "adresse_postale",
            "rue",
            "voie",
        ),
        *("adresse2", "adresse_2", "complement_d_adresse", "complement_adresse"),
    ),
    Field.POSTCODE: (
        *("primary_zip", "zip", "zip_code", "zipcode", "postcode", "post_code", "postal_code", "code_postal", "cp"),
    ),
    Field.COMMUNE: ("primary_city", "city", "town", "commune", "ville", "localite", "nom_commune", "municipality"),
    Field.COMMUNE_CODE: (
        *("commune_code", "code_commune", "code_insee", "insee", "insee_code", "code_insee_commune", "codgeo"),
    ),
    Field.CONSTITUENCY: (
        *("constituency", "constituency_code", "circonscription", "circo", "code_circonscription", "code_circo"),
        *("circonscription_legislative", "federal_district", "electoral_district"),
    ),
    Field.COUNTRY: (*("primary_country_code", "country_code", "country", "primary_country", "pays", "code_pays"),),
    Field.BIRTH_DATE: (
        *(
            "born_at",
            "birth_date",
            "birthdate",
            "date_of_birth",
            "dob",
            "birthday",
            "date_de_naissance",
            "date_naissance",
        ),
        *("naissance", "ne_le", "nee_le", "ne_e_le"),
    ),
    Field.LANGUAGE: ("language", "lang", "langue", "locale", "preferred_language"),
    Field.SEX: ("sex", "gender", "sexe", "genre", "civilite"),
    Field.SUPPORT_LEVEL: ("support_level", "niveau_de_soutien", "soutien"),
    Field.VOLUNTEER: ("is_volunteer", "volunteer", "benevole", "est_benevole", "volontaire"),
    Field.TAGS: ("tag_list", "tags", "tag", "etiquettes", "etiquette", "mots_cles"),
    Field.SOURCE: ("source", "origine", "provenance"),
    Field.EMAIL_OPT_IN: (
        *("email_opt_in", "opt_in", "optin", "opt_in_email", "optin_email", "consent", "consentement", "newsletter"),
        *("accord_email", "accepte_email", "accepte_les_emails", "abonne", "consentement_email", "rgpd", "gdpr"),
    ),
    Field.MOBILE_OPT_IN: ("mobile_opt_in", "opt_in_sms", "optin_sms", "sms_opt_in", "accord_sms", "consentement_sms"),
    Field.EMAIL_OPT_OUT: (
        *("email_opt_out", "opt_out", "optout", "unsubscribed", "unsubscribed_at", "unsubscribe", "desinscrit"),
        *("desabonne", "desinscription", "date_de_desinscription", "refus_email"),
    ),
    Field.DO_NOT_CONTACT: ("do_not_contact", "ne_pas_contacter", "ne_plus_contacter", "opposition"),
}
"""The folded header names of each field, the preferred first."""

BY_HEADER: dict[str, tuple[str, int]] = {
    name: (field, rank) for field, names in HEADERS.items() for rank, name in enumerate(names)
}
"""Folded header name -> its field and how much it is preferred (0 first)."""

YES = frozenset(
    {
        "yes",
        "y",
        "oui",
        "o",
        "true",
        "vrai",
        "t",
        "v",
        "1",
        "x",
        "on",
        "ok",
        "opt-in",
        "optin",
        "subscribed",
        "abonné",
        "abonne",
    }
)
"""Answers that mean yes, in lower case; a date means yes as well."""

NO = frozenset(
    {"no", "n", "non", "false", "faux", "f", "0", "off", "opt-out", "optout", "unsubscribed", "désabonné", "desabonne"}
)
"""Answers that mean no, in lower case."""

SEXES = {
    **dict.fromkeys(("m", "male", "man", "homme", "h", "masculin", "m.", "mr", "monsieur"), "M"),
    **dict.fromkeys(
        ("f", "female", "woman", "femme", "féminin", "feminin", "mme", "madame", "mlle", "mademoiselle"), "F"
    ),
    **dict.fromkeys(("o", "x", "other", "autre"), "O"),
}
"""Words for a person's sex -> NationBuilder's letters."""

LANGUAGES = {
    **dict.fromkeys(("français", "francais", "french"), "fr"),
    **dict.fromkeys(("anglais", "english"), "en"),
    **dict.fromkeys(("espagnol", "spanish", "español"), "es"),
    **dict.fromkeys(("allemand", "german", "deutsch"), "de"),
    **dict.fromkeys(("italien", "italian", "italiano"), "it"),
    **dict.fromkeys(("portugais", "portuguese", "português"), "pt"),
}
"""Names of languages, in lower case -> ISO 639 code; a code of two or three letters stands for itself."""

COUNTRIES = {
    "france": "FR",
    "fra": "FR",
    **dict.fromkeys(("belgique", "belgium", "bel"), "BE"),
    **dict.fromkeys(("suisse", "switzerland", "che"), "CH"),
    **dict.fromkeys(("allemagne", "germany", "deu"), "DE"),
    **dict.fromkeys(("espagne", "spain", "esp"), "ES"),
    **dict.fromkeys(("italie", "italy", "ita"), "IT"),
    **dict.fromkeys(("royaume-uni", "united kingdom", "uk", "gbr"), "GB"),
    **dict.fromkeys(("états-unis", "etats-unis", "united states", "usa"), "US"),
    **dict.fromkeys(("luxembourg", "lux"), "LU"),
    **dict.fromkeys(("canada", "can"), "CA"),
}
"""Names of countries, in lower case -> ISO 3166 code; a code of two letters stands for itself."""
