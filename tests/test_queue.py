"""The queue keeps what it is given: options that a killed worker's task depends on."""

from gazette.celery import BEAT, QUEUES, app


def test_what_beat_sends_is_a_task() -> None:
    app.loader.import_default_modules()
    assert [name for name in BEAT if name not in app.tasks] == []


def test_a_lost_message_comes_back_and_never_while_its_task_may_still_run() -> None:
    app.loader.import_default_modules()
    options = app.conf.broker_transport_options
    limits = [task.time_limit or app.conf.task_time_limit for task in app.tasks.values()]
    assert max(limits) < options["visibility_timeout"]
    assert options["unacked_restore_throttle"] * options["unacked_restore_interval"] <= 10


def test_a_task_is_done_before_it_is_acknowledged_and_one_at_a_time() -> None:
    conf = app.conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (True, True, 1)


def test_every_task_goes_to_a_queue_that_workers_take_from() -> None:
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if not name.startswith("celery.")]
    assert ours
    for name in ours:
        assert app.amqp.router.route({}, name)["queue"].name in QUEUES
