"""RH310: synchronous database drivers."""
import psycopg2
from sqlalchemy.orm import Session


async def count(dsn):
    conn = psycopg2.connect(dsn)  # want RH310 "psycopg2.connect"
    cur = conn.cursor()
    cur.execute("select count(*) from t")  # want RH310 "execute"
    return cur


async def names(session: Session):
    session.commit()  # want RH310 "Session.commit"


async def names_right(session):
    await session.commit()
