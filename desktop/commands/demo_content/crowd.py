"""More people for a larger demonstration: names put together, roles in the two open studies."""

from __future__ import annotations

import random

from desktop.commands.demo_content import cast as c

_NAMES = (
    ("Andersson Berg Nyström Sjöberg Åkerlund", "Elsa Nils Sven Åsa Örjan"),
    ("Novák Svoboda Šimek Říha Žák", "Jiří Lenka Tomáš Věra Zdeněk"),
    ("Rossi Bianchi Esposito Ricci D’Angelo", "Luca Sofia Niccolò Chiara Matteo"),
    ("García López Núñez Muñoz Ibáñez", "Lucía Íñigo Álvaro Belén Sergio"),
    ("Nowicki Wójcik Zieliński Dąbrowska Śliwa", "Jan Małgorzata Paweł Zofia Łucja"),
    ("Παππάς Νικολάου Βασιλείου Δημητρίου Ιωάννου", "Μαρία Γιώργος Άννα Κώστας Σοφία"),
    ("Петров Соколова Кузнецов Морозова Лебедев", "Анна Дмитрий Ольга Сергей Юлия"),
    ("田中 高橋 伊藤 渡辺 中村", "陽子 翔太 恵 大輔 直美"),
    ("陈 刘 张 杨 赵", "伟 芳 秀英 磊 静"),
    ("박 이 최 정 강", "서연 지훈 하은 도윤 수빈"),
    ("محمود الحسن خليل منصور يوسف", "فاطمة أحمد مريم عمر سارة"),
    ("Okafor Mensah Diallo Nkosi Abebe", "Amara Kwame Fatou Thabo Selam"),
    ("Murphy Walsh Taylor O’Brien Hughes", "Aoife Liam Grace Owen Niamh"),
    ("Schröder Weiß Krüger Jäger Böhm", "Jörg Käthe Lukas Ute Björn"),
    ("Yılmaz Öztürk Çelik Şimşek Güneş", "Ayşe Mehmet Elif İbrahim Zeynep"),
)
_ROLES = (c.NURSE, c.COORD, c.SUB, c.ENTRY, c.LAB, c.PHARM, c.TECH, c.ASSIST, c.RATER, c.RADIO, c.DATA)


def crowd(count: int, chance: random.Random) -> tuple[c.Member, ...]:
    """So many people, about one in eight of whom has left."""
    return tuple(_one(number, chance) for number in range(count))


def _one(number: int, chance: random.Random) -> c.Member:
    families, givens = (names.split() for names in chance.choice(_NAMES))
    role = chance.choice(_ROLES)
    start = -chance.randint(20, 1200)
    end = -chance.randint(1, 390) if chance.random() < 0.125 else None
    if end is not None and end <= start + 30:
        end = None
    study = chance.choice((c.BRIGHT, c.AURORA))
    first = max(start, -500 if study == c.BRIGHT else -380)
    return c.Member(
        f"p{number:05d}", chance.choice(families), chance.choice(givens), role, start,
        (c.Role(study, role, first),) if end is None or end > first else (), end,
        employer=chance.choice((c.NORD, c.UNI, c.LABS, c.TRUST)), cv_date=-chance.randint(10, 900),
    )  # fmt: skip
