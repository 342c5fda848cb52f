using Integration.Persistence.Tests;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_a_service_is_measured : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_count_timers_that_nobody_hands_over_and_dead_letters_that_wait_for_a_person()
    {
        await _database.ExecuteAsync(
            """
            insert into messaging.outbox (id, message_id, sent_at, content_type, message_type, body, due_at, is_timer, attempts, available_at, owner)
                select gen_random_uuid(), gen_random_uuid(), now(), 'x', 'x', 'x', now() - due, timer, 1, now() + interval '10 seconds', gen_random_uuid()
                from (values (interval '10 minutes', true), (interval '10 minutes', false), (interval '1 second', true)) rows(due, timer);
            insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at, status)
                select gen_random_uuid(), 'payments', gen_random_uuid(), '{}', 'why', 1, now(), now(), status from (values ('open'), ('open'), ('retried'), ('discarded')) rows(status);
            """);
        using var measured = new Measured();
        await using var app = await IngressApp.StartAsync(_database);
        await measured.UntilAsync((name, value) => name == "integration.dead_letters.open" && value == 2, "two open dead letters");

        measured["integration.outbox.pending"].ShouldBe(3);
        measured["integration.timers.overdue"].ShouldBe(1);
        measured["integration.outbox.lag"].ShouldBeGreaterThan(599);
    }

    [Fact]
    public async Task Should_tell_what_readiness_says_without_being_asked()
    {
        using var measured = new Measured();
        await using (await IngressApp.StartAsync(_database))
        {
            await measured.UntilAsync((name, _) => name == "integration.health.state masstransit-bus", "the bus");
            measured["integration.health.state postgres"].ShouldBe(0);
        }

        var lost = new TestDatabase();
        await lost.CreateAsync();
        await using var app = await IngressApp.StartAsync(lost);
        await lost.DisposeAsync();
        await measured.UntilAsync((name, value) => name == "integration.health.state postgres" && value == 2, "PostgreSQL that is away");
        measured["integration.health.state masstransit-bus"].ShouldBe(0);
    }
}
