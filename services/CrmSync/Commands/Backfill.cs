using Integration.CrmSync.Events;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.CrmSync.Commands;

/// <summary>Takes up payments that ended before the service was there, as a person asks. What is known already changes nothing, so it can be asked for again after it was broken off; the running
/// service sends what the CRM lacks.</summary>
internal sealed class Backfill(NpgsqlDataSource source, PastEvents past, IServiceScopeFactory scopes, IOptions<SyncOptions> options, TimeProvider time)
{
    /// <summary>Payments whose facts are read at once: no transaction of the payments' tables lasts longer than that.</summary>
    private const int Page = 500;

    private const string AskedSql = "insert into crm.operator_actions (action, what, asked_by, why, records, at) values ('backfill', $1, $2, $3, $4, $5)";

    /// <summary>Takes up all that ended in the time. The number of payments, and of facts about them.</summary>
    /// <exception cref="ArgumentException">Who or why is missing.</exception>
    /// <exception cref="NpgsqlException">The payments are not in this database, or it is away.</exception>
    public async Task<(int Payments, int Facts)> RunAsync(DateTimeOffset from, DateTimeOffset until, string by, string why, CancellationToken cancellationToken)
    {
        CrmDesk.Require(by, nameof(by));
        CrmDesk.Require(why, nameof(why));
        var payments = await past.EndedAsync(from, until, cancellationToken);
        await source.ExecuteAsync(
            AskedSql, cancellationToken,
            Nullables.Parameter($"{from:u} to {until:u}"), Nullables.Parameter(by), Nullables.Parameter(why), new() { Value = payments.Count }, Nullables.Parameter(time.GetUtcNow()));
        var count = 0;
        foreach (var page in payments.Chunk(Page))
        {
            var facts = await past.OfAsync(page, cancellationToken);
            count += facts.Count;
            await Parallel.ForEachAsync(
                facts, new ParallelOptions { MaxDegreeOfParallelism = options.Value.ConcurrentEvents, CancellationToken = cancellationToken }, async (fact, token) => await KeepAsync(fact, token));
        }

        return (payments.Count, count);
    }

    /// <summary>As its event would have been: a transaction of its own, which holds no other up.</summary>
    private async Task KeepAsync(Fact fact, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        RecordWrites.Keep(unitOfWork, fact, options.Value, time.GetUtcNow());
        await unitOfWork.CommitAsync(cancellationToken);
    }
}
