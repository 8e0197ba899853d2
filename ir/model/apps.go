package model

// bots describes chat libraries. Their handlers run on one loop; python-telegram-bot
// calls its own one after the other unless told otherwise, so they are no strands here.
var bots = Library{
	Name: "bots",
	Aliases: []Alias{
		{"nextcord", "discord"}, {"disnake", "discord"},
		{"discord.ext.commands.Bot", "discord.Client"}, {"discord.ext.commands.AutoShardedBot", "discord.Client"},
		{"discord.AutoShardedClient", "discord.Client"}, {"discord.client.Client", "discord.Client"},
		{"telethon.client.telegramclient.TelegramClient", "telethon.TelegramClient"},
		{"telethon.TelegramClient.client", "telethon.TelegramClient"},
		{"aiogram.dispatcher.router.Router", "aiogram.Router"}, {"aiogram.Dispatcher", "aiogram.Router"},
		{"pyrogram.client.Client", "pyrogram.Client"},
	},
	Entries: join(
		decorated("command event listener on_message message_handler", Handler, NoStrand),
		decorators("discord.ui", "button select", Handler, NoStrand),
		decorators("discord.app_commands", "command context_menu", Handler, NoStrand),
		single(decorators("discord.ext.tasks", "loop", Task, NoStrand)),
		decorators("telethon.TelegramClient", "on", Handler, NoStrand),
		decorators("aiogram.Router", "message edited_message callback_query inline_query channel_post", Handler, NoStrand),
		decorators("pyrogram.Client", "on_message on_callback_query on_edited_message", Handler, NoStrand),
		shared(methods("discord.Client", Handler, NoStrand, "on_*")),
		shared(methods("discord.ui.View", Handler, NoStrand, "interaction_check on_timeout on_error")),
		shared(methods("discord.ui.Modal", Handler, NoStrand, "on_submit")),
		shared(methods("discord.ui.Button", Handler, NoStrand, "callback")),
	),
	Spawns: []Spawn{
		{Call: "telethon.TelegramClient.add_event_handler", Runs: 0, As: Handler, Result: Owned},
		{Call: "telegram.ext.JobQueue.run_repeating", Runs: 0, As: Task, Result: Owned},
		{Call: "telegram.ext.JobQueue.run_once", Runs: 0, As: Task, Result: Owned},
		{Call: "telegram.ext.JobQueue.run_daily", Runs: 0, As: Task, Result: Owned},
	},
}

// jobs describes schedulers, job queues, message clients and file watchers.
var jobs = Library{
	Name: "jobs",
	Aliases: []Alias{
		{"apscheduler.schedulers.blocking.BlockingScheduler", "apscheduler.schedulers.background.BackgroundScheduler"},
		{"paho.mqtt.client.Client", "paho.Client"},
	},
	Entries: join(
		decorators("celery", "shared_task", NoStrand, Process),
		decorators("celery.Celery", "task", NoStrand, Process),
		decorators("rq.decorators", "job", NoStrand, Process),
		decorators("dramatiq", "actor", NoStrand, Thread),
		single(decorators("apscheduler.schedulers.background.BackgroundScheduler", "scheduled_job", NoStrand, Thread)),
		single(decorators("apscheduler.schedulers.asyncio.AsyncIOScheduler", "scheduled_job", Task, Thread)),
		single(shared(methods("watchdog.events.FileSystemEventHandler", NoStrand, Thread, "dispatch on_*"))),
		single(shared(methods("watchdog.events.PatternMatchingEventHandler", NoStrand, Thread, "dispatch on_*"))),
	),
	Spawns: []Spawn{
		{Call: "apscheduler.schedulers.background.BackgroundScheduler.add_job", Runs: 0, Key: "func", As: Thread, Result: Owned},
		{Call: "apscheduler.schedulers.asyncio.AsyncIOScheduler.add_job", Runs: 0, Key: "func", As: Thread, Loop: Task, Result: Owned},
		{Call: "rq.Queue.enqueue", Runs: 0, As: Process, Result: Owned},
		{Call: "paho.Client.message_callback_add", Runs: 1, As: Thread, Result: Owned},
		{Call: "pika.adapters.blocking_connection.BlockingChannel.basic_consume", Runs: 1, Key: "on_message_callback", As: Callback, Result: Owned},
	},
	Assigned: map[string]Strand{
		"paho.Client.on_connect": Thread, "paho.Client.on_message": Thread, "paho.Client.on_disconnect": Thread,
		"paho.Client.on_publish": Thread, "paho.Client.on_subscribe": Thread,
	},
}
