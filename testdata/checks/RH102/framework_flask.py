"""RH102: views of a threaded WSGI server run in several threads at once."""
import threading

from flask import Blueprint, Flask
from flask.views import MethodView

app = Flask(__name__)
pages = Blueprint("pages", __name__)
visits = 0
views = 0
clicks = 0
safe = 0
lock = threading.Lock()


@app.route("/")
def index():
    global visits, safe
    visits += 1  # want RH102 "visits"
    with lock:
        safe += 1
    return str(visits)


@pages.get("/page")
def page():
    global views
    views += 1  # want RH102 "views"
    return str(views)


class Click(MethodView):
    def post(self):
        global clicks
        clicks += 1  # want RH102 "clicks"
        self.count = 0
        self.count += 1
        return str(clicks)


def legacy():
    counters["legacy"] = counters["legacy"] + 1  # want RH102 "counters"
    return "ok"


counters = {"legacy": 0}
app.add_url_rule("/legacy", "legacy", legacy)
