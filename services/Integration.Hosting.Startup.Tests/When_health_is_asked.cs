using System.Globalization;
using System.Net;
using System.Text.Json;
using Integration.Persistence.Tests;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_health_is_asked : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_name_each_check_with_its_state_and_reason()
    {
        await using var app = await IngressApp.StartAsync(_database);
        var (status, checks) = await ReadyAsync(app, HttpStatusCode.OK);

        status.ShouldBe("healthy");
        checks["postgres"].ShouldBe(("healthy", "PostgreSQL answers"));
        checks["outbox"].ShouldBe(("healthy", "nothing waits"));
        checks["masstransit-bus"].Status.ShouldBe("healthy");
    }

    [Fact]
    public async Task Should_take_no_timer_of_the_future_for_a_lag()
    {
        await using var app = await IngressApp.StartAsync(_database);
        await RowAsync(due: TimeSpan.FromDays(1), available: TimeSpan.FromDays(1));
        await RowAsync(due: TimeSpan.FromSeconds(20), available: TimeSpan.FromSeconds(20));

        (await ReadyAsync(app, HttpStatusCode.OK)).Checks["outbox"].ShouldBe(("healthy", "nothing waits"));
    }

    [Fact]
    public async Task Should_see_a_row_that_fails_again_and_again_although_its_lease_is_fresh()
    {
        await using var app = await IngressApp.StartAsync(_database, settings: "--Health:OutboxLagSeconds=60");
        await RowAsync(due: TimeSpan.FromMinutes(-10), available: TimeSpan.FromSeconds(15));
        var (status, checks) = await ReadyAsync(app, HttpStatusCode.OK);

        status.ShouldBe("degraded");
        checks["outbox"].Status.ShouldBe("degraded");
        checks["outbox"].Reason.ShouldMatch("^1 due message\\(s\\) wait, the oldest for 6\\d\\d s; more than 60 s is too long$");
    }

    [Fact]
    public async Task Should_be_unready_but_alive_without_its_database()
    {
        var lost = new TestDatabase();
        await lost.CreateAsync();
        await using var app = await IngressApp.StartAsync(lost);
        await lost.DisposeAsync();
        var (status, checks) = await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);

        status.ShouldBe("unhealthy");
        checks["postgres"].Reason.ShouldStartWith("PostgreSQL does not answer: ");
        checks["outbox"].Reason.ShouldStartWith("the outbox cannot be read: ");
        (await app.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task RowAsync(TimeSpan due, TimeSpan available) => await _database.ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        insert into messaging.outbox (id, message_id, sent_at, content_type, message_type, body, due_at, is_timer, attempts, available_at, owner)
        select gen_random_uuid(), gen_random_uuid(), now(), 'x', 'x', 'x', now() + make_interval(secs => {due.TotalSeconds}), true, 1,
            now() + make_interval(secs => {available.TotalSeconds}), gen_random_uuid()
        """));

    private static async Task<(string Status, Dictionary<string, (string Status, string Reason)> Checks)> ReadyAsync(IngressApp app, HttpStatusCode expected)
    {
        using var answer = await app.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var body = JsonSerializer.Deserialize<JsonElement>(text);
        return (body.GetProperty("status").GetString()!, body.GetProperty("checks").EnumerateArray().ToDictionary(
            c => c.GetProperty("name").GetString()!, c => (c.GetProperty("status").GetString()!, c.GetProperty("reason").GetString()!)));
    }
}
