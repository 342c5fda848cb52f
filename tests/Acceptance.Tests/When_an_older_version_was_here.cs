using Integration.Hosting.Startup.Tests;
using Integration.Persistence.Tests;

namespace Integration.Acceptance;

/// <summary>Rows and messages that an older version wrote, recorded when it was killed in the middle of its work, are read and carried on by this one. The gateways of today know nothing of the
/// objects that those rows name, as after a move to another account: what hangs on them is a person's, and what had not been begun yet is charged.</summary>
[Trait("Rule", "R5")]
public sealed class When_an_older_version_was_here
{
    /// <summary>No older than the oldest version that may be upgraded from: one per version whose rows or messages differ.</summary>
    public static TheoryData<string> Versions() => [.. Directory.GetFiles(Folder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    private static string Folder => Path.Combine(LocalScripts.Root, "tests", "Acceptance.Tests", "Recorded");

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Should_carry_on_what_it_left(string version)
    {
        var left = await LeftAsync(version);
        left.Payments.Count.ShouldBeGreaterThan(10);
        left.Messages.Count.ShouldBeGreaterThan(10);

        var world = new World { Recorded = await File.ReadAllTextAsync(Path.Combine(Folder, $"{version}.sql")) };
        try
        {
            await world.InitializeAsync();
            await CheckAsync(world, left.Payments, left.Messages);
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task CheckAsync(World world, Dictionary<Guid, string> payments, List<Guid> messages)
    {
        foreach (var message in messages)
        {
            await world.Database.UntilAsync($"messaging.inbox where message_id = '{message}'", n => n > 0);
        }

        foreach (var (payment, state) in payments)
        {
            if (state is "Confirmed" or "Failed" or "Canceled")
            {
                await world.StateIsAsync(payment, state);
            }
            else
            {
                await world.Database.UntilAsync($"ops.payments where payment_id = '{payment}' and state in ('Confirmed', 'Failed', 'Canceled', 'NeedsReview')", n => n == 1);
            }
        }

        (await world.Database.CountAsync("messaging.dead_letters")).ShouldBe(0, await Story.OfOpenAsync(world.Database));
        (await world.Database.CountAsync("ops.duplicate_charges")).ShouldBe(0);
        foreach (var payment in payments.Keys)
        {
            (await world.LedgerAsync(payment)).Captures.ShouldBeLessThan(2);
            var told = await Clients.GetAsync(world.Api.Operator, $"/v1/payments/{payment}/explain");
            ((int)told.Status).ShouldBe(200, told.Body.ToJsonString());
        }
    }

    /// <summary>What the older version had in hand.</summary>
    private static async Task<(Dictionary<Guid, string> Payments, List<Guid> Messages)> LeftAsync(string version)
    {
        var database = new TestDatabase();
        await database.CreateAsync();
        try
        {
            await database.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Folder, $"{version}.sql")));
            var (payments, messages) = (new Dictionary<Guid, string>(), new List<Guid>());
            await using (var command = database.Source.CreateCommand("select correlation_id, current_state from payments.payments"))
            await using (var rows = await command.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                    payments.Add(rows.GetGuid(0), rows.GetString(1));
                }
            }

            await using (var command = database.Source.CreateCommand("select message_id from messaging.outbox where not is_timer"))
            await using (var rows = await command.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                    messages.Add(rows.GetGuid(0));
                }
            }

            return (payments, messages);
        }
        finally
        {
            await database.DisposeAsync();
        }
    }
}
