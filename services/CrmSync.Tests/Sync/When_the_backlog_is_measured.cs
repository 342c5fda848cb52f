using Integration.CrmSync.Inbound;
using Integration.CrmSync.Sync;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.CrmSync.Tests;

/// <summary>Every process counts what waits, every few seconds.</summary>
public sealed class When_the_backlog_is_measured : CrmSpec
{
    [Fact]
    public async Task Should_not_read_every_record_there_ever_was()
    {
        await Database.ExecuteAsync(
            """
            insert into crm.records (kind, key, complete, status, created_at, changed_at) select 'customer', 'c' || n, true, 'synced', now(), now() from generate_series(1, 20000) n;
            analyze crm.records;
            """);
        foreach (var query in new[] { "select count(*) from crm.records where status in ('waiting', 'forgetting')", "select * from ops.crm_backlog" })
        {
            await using var command = Database.Source.CreateCommand("explain " + query);
            await using var rows = await command.ExecuteReaderAsync();
            var plan = new List<string>();
            while (await rows.ReadAsync())
            {
                plan.Add(rows.GetString(0));
            }

            string.Join('\n', plan).ShouldContain("records_backlog");
        }
    }

    [Fact]
    public async Task Should_keep_nothing_waiting_when_it_cannot_be()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");
        using var telemetry = new SyncTelemetry();
        await new SyncSampler(nowhere, telemetry, Options.Create(new InboundOptions()), TimeProvider.System, NullLogger<SyncSampler>.Instance).SampleAsync(new BookCrm(), CancellationToken.None);
    }
}
