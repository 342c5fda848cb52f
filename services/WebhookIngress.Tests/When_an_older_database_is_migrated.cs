using Integration.Persistence.Tests;
using Integration.WebhookIngress.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Tests;

public sealed class When_an_older_database_is_migrated : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_keep_its_webhooks_forth_and_back()
    {
        await _database.ExecuteAsync("create schema webhooks");
        await MigrateAsync("20261124000000_WebhookBodies");
        await _database.ExecuteAsync(
            "insert into webhooks.received (source, event_id, event_type, received_at, verified_by, body, message_id) " +
            "values ('stripe', 'evt_1', 'a', now(), 'secret 0', '\\x00', '0f8fad5b-d9cb-469f-a165-70867728950e')");

        await MigrateAsync(null);
        (await _database.CountAsync(
            "ops.webhooks where event_id = 'evt_1' and outcome = 'published' and contracts = '{}' and headers = '{}' and message_ids = array['0f8fad5b-d9cb-469f-a165-70867728950e'::uuid] and body_kept")).ShouldBe(1);

        await MigrateAsync("20261124000000_WebhookBodies");
        (await _database.CountAsync("ops.webhooks where event_id = 'evt_1' and message_id = '0f8fad5b-d9cb-469f-a165-70867728950e'")).ShouldBe(1);
    }

    private async Task MigrateAsync(string? version)
    {
        await using var context = new WebhooksContext(new DbContextOptionsBuilder<WebhooksContext>()
            .UseNpgsql(_database.Source, npgsql => npgsql.MigrationsHistoryTable("migrations", WebhooksContext.Schema)).Options);
        await context.GetService<IMigrator>().MigrateAsync(version);
    }
}
