package model

import "strings"

// web describes handlers of web frameworks. Coroutine functions run on the loop, many at
// once; plain ones in threads of a pool, or of a threaded server.
var web = Library{
	Name: "web",
	Aliases: []Alias{
		{"flask.app.Flask", "flask.Flask"}, {"flask.blueprints.Blueprint", "flask.Blueprint"},
		{"fastapi.applications.FastAPI", "fastapi.FastAPI"}, {"fastapi.routing.APIRouter", "fastapi.APIRouter"},
		{"django.contrib.auth.decorators", "django.decorators"}, {"django.views.decorators.http", "django.decorators"},
		{"websockets.asyncio.server.serve", "websockets.serve"}, {"websockets.server.serve", "websockets.serve"},
		{"websockets.legacy.server.serve", "websockets.serve"},
	},
	Entries: join(
		// Whatever the object: coroutine functions below @app.get and its like.
		decorated("get post put delete patch route websocket middleware api_route view", Handler, NoStrand),
		decorators("flask.Flask", "route get post put delete patch before_request after_request teardown_request errorhandler", NoStrand, Thread),
		decorators("flask.Blueprint", "route get post put delete patch before_request after_request", NoStrand, Thread),
		decorators("fastapi.FastAPI", "get post put delete patch head options api_route", Handler, Thread),
		decorators("fastapi.APIRouter", "get post put delete patch head options api_route", Handler, Thread),
		decorators("bottle", "route get post put delete patch", NoStrand, Thread),
		decorators("bottle.Bottle", "route get post put delete patch", NoStrand, Thread),
		decorators("django.dispatch", "receiver", Handler, Thread),
		decorators("django.decorators", "login_required require_GET require_POST require_http_methods", Handler, Thread),
		decorators("rest_framework.decorators", "api_view", NoStrand, Thread),
		methods("django.views.View", Handler, Thread, httpVerbs),
		methods("django.views.generic.View", Handler, Thread, httpVerbs),
		methods("django.views.generic.TemplateView", Handler, Thread, httpVerbs),
		methods("django.views.generic.base.View", Handler, Thread, httpVerbs),
		methods("rest_framework.views.APIView", NoStrand, Thread, httpVerbs),
		methods("rest_framework.viewsets.ViewSet", NoStrand, Thread, "list create retrieve update partial_update destroy"),
		methods("rest_framework.viewsets.ModelViewSet", NoStrand, Thread, "list create retrieve update partial_update destroy"),
		methods("flask.views.MethodView", NoStrand, Thread, httpVerbs),
		methods("flask_restful.Resource", NoStrand, Thread, httpVerbs),
		methods("channels.generic.websocket.AsyncWebsocketConsumer", Handler, NoStrand, "connect receive disconnect"),
		methods("channels.generic.websocket.AsyncJsonWebsocketConsumer", Handler, NoStrand, "connect receive_json disconnect"),
		methods("channels.generic.websocket.WebsocketConsumer", NoStrand, Thread, "connect receive disconnect"),
		methods("channels.generic.websocket.JsonWebsocketConsumer", NoStrand, Thread, "connect receive_json disconnect"),
		methods("starlette.endpoints.HTTPEndpoint", Handler, Thread, httpVerbs),
		methods("starlette.endpoints.WebSocketEndpoint", Handler, NoStrand, "on_connect on_receive on_disconnect"),
		shared(methods("starlette.middleware.base.BaseHTTPMiddleware", Handler, NoStrand, "dispatch")),
		methods("aiohttp.web.View", Handler, NoStrand, httpVerbs),
		methods("sanic.views.HTTPMethodView", Handler, NoStrand, httpVerbs),
	),
	Spawns: []Spawn{
		{Call: "aiohttp.web.UrlDispatcher.add_get", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.UrlDispatcher.add_post", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.UrlDispatcher.add_put", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.UrlDispatcher.add_delete", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.UrlDispatcher.add_route", Runs: 2, As: Handler, Result: Owned},
		{Call: "aiohttp.web.Application.router.add_get", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.Application.router.add_post", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.Application.router.add_put", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.Application.router.add_delete", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.Application.router.add_route", Runs: 2, As: Handler, Result: Owned},
		{Call: "aiohttp.web.get", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.post", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.put", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.delete", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.patch", Runs: 1, As: Handler, Result: Owned},
		{Call: "aiohttp.web.route", Runs: 2, As: Handler, Result: Owned},
		{Call: "websockets.serve", Runs: 0, As: Handler, Result: Owned},
		{Call: "starlette.routing.Route", Runs: 1, Key: "endpoint", As: Thread, Loop: Handler, Result: Owned, Many: true},
		{Call: "starlette.routing.WebSocketRoute", Runs: 1, Key: "endpoint", As: Handler, Result: Owned},
		{Call: "fastapi.APIRouter.add_api_route", Runs: 1, Key: "endpoint", As: Thread, Loop: Handler, Result: Owned, Many: true},
		{Call: "fastapi.FastAPI.add_api_route", Runs: 1, Key: "endpoint", As: Thread, Loop: Handler, Result: Owned, Many: true},
		{Call: "flask.Flask.add_url_rule", Runs: 2, Key: "view_func", As: Thread, Result: Owned, Many: true},
		{Call: "flask.Blueprint.add_url_rule", Runs: 2, Key: "view_func", As: Thread, Result: Owned, Many: true},
		{Call: "django.urls.path", Runs: 1, Key: "view", As: Thread, Loop: Handler, Result: Owned, Many: true},
		{Call: "django.urls.re_path", Runs: 1, Key: "view", As: Thread, Loop: Handler, Result: Owned, Many: true},
		{Call: "sanic.Sanic.add_route", Runs: 0, Key: "handler", As: Handler, Result: Owned},
		{Call: "sanic.Sanic.add_task", Runs: 0, As: Task, Result: Owned},
		{Call: "quart.Quart.add_background_task", Runs: 0, As: Task, Result: Owned},
		{Call: "starlette.concurrency.run_in_threadpool", Runs: 0, As: Thread, Result: Owned},
		{Call: "fastapi.concurrency.run_in_threadpool", Runs: 0, As: Thread, Result: Owned},
		{Call: "asgiref.sync.sync_to_async", Runs: 0, As: Thread, Result: Owned},
		{Call: "fastapi.BackgroundTasks.add_task", Runs: 0, As: Thread, Loop: Task, Result: Owned},
		{Call: "starlette.background.BackgroundTasks.add_task", Runs: 0, As: Thread, Loop: Task, Result: Owned},
	},
}

const httpVerbs = "get post put patch delete head options"

// servers describes the servers of the standard library, and gRPC.
var servers = Library{
	Name: "servers",
	Spawns: []Spawn{
		{Call: "http.server.ThreadingHTTPServer", Runs: 1, As: Thread, Result: Owned, Many: true, Methods: []string{"do_*", "handle"}},
		{Call: "socketserver.ThreadingTCPServer", Runs: 1, As: Thread, Result: Owned, Many: true, Methods: []string{"do_*", "handle"}},
		{Call: "socketserver.ThreadingUDPServer", Runs: 1, As: Thread, Result: Owned, Many: true, Methods: []string{"do_*", "handle"}},
		{Call: "socketserver.ThreadingMixIn", Runs: 1, As: Thread, Result: Owned, Many: true, Methods: []string{"do_*", "handle"}},
	},
	Entries: join(
		methods("asyncio.Protocol", NoStrand, Callback, "connection_made data_received eof_received connection_lost pause_writing resume_writing"),
		methods("asyncio.DatagramProtocol", NoStrand, Callback, "connection_made datagram_received error_received connection_lost"),
		shared(methods("*Servicer", Handler, Thread, "*")),
		single(shared(methods("logging.Handler", NoStrand, Thread, "emit handle"))),
	),
}

// methods makes the rows of methods that a framework calls on objects of a class. as is
// what coroutine functions run as, plain what others do. There is one object a request or
// connection, and many of those at once.
func methods(base string, as, plain Strand, names string) (out []Entry) {
	for _, n := range strings.Fields(names) {
		out = append(out, Entry{Base: base, Method: n, As: as, Plain: plain, Many: true})
	}
	return out
}

// shared turns rows of methods into those of an object that serves everybody.
func shared(rows []Entry) []Entry {
	for i := range rows {
		rows[i].Shared = true
	}
	return rows
}

// single turns rows into those of functions that are called one at a time.
func single(rows []Entry) []Entry {
	for i := range rows {
		rows[i].Many = false
	}
	return rows
}

// decorated makes the rows of decorators that are known by their last component only.
func decorated(names string, as, plain Strand) (out []Entry) {
	for _, n := range strings.Fields(names) {
		out = append(out, Entry{Decorator: n, As: as, Plain: plain, Many: true})
	}
	return out
}

// decorators makes the rows of decorators of a module, or of methods of a class.
func decorators(of, names string, as, plain Strand) (out []Entry) {
	for _, n := range strings.Fields(names) {
		out = append(out, Entry{Decorator: of + "." + n, As: as, Plain: plain, Many: true})
	}
	return out
}

// join makes one table of several.
func join(tables ...[]Entry) (out []Entry) {
	for _, t := range tables {
		out = append(out, t...)
	}
	return out
}
