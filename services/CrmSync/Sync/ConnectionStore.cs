using Integration.Persistence.Database;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Sync;

/// <summary>Who talks to the CRM, and whether it answers. One process at a time does: what two sent at once could arrive in the wrong order, and the CRM's rate is one
/// for all. Which one it is stands in PostgreSQL, and so do the pauses.</summary>
internal sealed class ConnectionStore(IDatabase database, TimeProvider time)
{
    private const string HoldSql =
        """
        insert into crm.connection as c (crm, epoch, holder, held_until, changed_at) values ($1, 1, $2, $3, $4)
        on conflict (crm) do update set holder = $2, held_until = $3, changed_at = $4,
            epoch = case when c.holder = $2 and c.held_until > $4 and not $5 then c.epoch else c.epoch + 1 end
        where c.holder = $2 or c.held_until is null or c.held_until <= $4
        returning epoch, paused_until, failures
        """;

    /// <summary>Records that an earlier holder had sent and not written down: its call may still arrive.</summary>
    private const string TakeOverSql =
        """
        update crm.records set not_before = greatest(not_before, sent_at + $2), sending_version = null, sending_epoch = null, unanswered = true
        where sending_epoch is not null and sending_epoch <> $1
        """;

    private const string ReleaseSql = "update crm.connection set held_until = $3, changed_at = $3 where crm = $1 and holder = $2 and held_until > $3";

    private const string PauseSql =
        """
        update crm.connection set failures = failures + 1, failure = $4, reason = $5, paused_until = $6, changed_at = $7
        where crm = $1 and holder = $2 and epoch = $3
        """;

    private const string AnsweredSql =
        """
        update crm.connection set failures = 0, failure = null, reason = null, paused_until = null, changed_at = $4
        where crm = $1 and holder = $2 and epoch = $3 and failures > 0
        """;

    private const string OtherSql = "select crm from crm.connection where crm <> $1";

    private readonly Guid _holder = Guid.NewGuid();
    private bool _anew;

    /// <summary>Begins or renews; null while another process does it.</summary>
    /// <exception cref="InvalidOperationException">The records stand in another CRM.</exception>
    /// <param name="crm">The CRM.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="late">How long a call of an earlier holder may still arrive, from when it was sent.</param>
    public async Task<Hold?> HoldAsync(string crm, TimeSpan lease, TimeSpan late, CancellationToken cancellationToken)
    {
        if (await database.RowAsync(OtherSql, row => row.GetString(0), cancellationToken, Nullables.Parameter(crm)) is { } other)
        {
            throw new InvalidOperationException($"The records of this database stand in {other}, and their ids mean nothing to {crm}: nothing is sent (docs/crm.md, another CRM).");
        }

        var (now, began) = (time.GetUtcNow(), time.GetTimestamp());
        var hold = await database.RowAsync(
            HoldSql, row => new Hold(row.GetInt64(0), row.Time(1), row.GetInt32(2), began, lease), cancellationToken,
            Nullables.Parameter(crm), Nullables.Parameter(_holder), Nullables.Parameter(now + lease), Nullables.Parameter(now), new() { Value = _anew });
        if (hold is not null)
        {
            _anew = false;
            // Each time: a claim of the holder before may have been committed after this one began.
            await database.ExecuteAsync(TakeOverSql, cancellationToken, Nullables.Parameter(hold.Epoch), new() { Value = late });
        }

        return hold;
    }

    /// <summary>What this process has claimed and not written down is taken over from itself when it holds the connection the next time.</summary>
    public void Abandon() => _anew = true;

    /// <summary>Lets another process begin at once.</summary>
    public Task ReleaseAsync(string crm, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ReleaseSql, cancellationToken, Nullables.Parameter(crm), Nullables.Parameter(_holder), Nullables.Parameter(time.GetUtcNow()));

    /// <summary>Nothing is sent before <paramref name="until"/>, by whichever process.</summary>
    public Task PauseAsync(string crm, Hold hold, string failure, string reason, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            PauseSql, cancellationToken, Nullables.Parameter(crm), Nullables.Parameter(_holder), Nullables.Parameter(hold.Epoch), Nullables.Parameter(failure), Nullables.Parameter(reason),
            Nullables.Parameter(until), Nullables.Parameter(time.GetUtcNow()));

    /// <summary>The CRM answers again.</summary>
    public Task AnsweredAsync(string crm, Hold hold, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AnsweredSql, cancellationToken, Nullables.Parameter(crm), Nullables.Parameter(_holder), Nullables.Parameter(hold.Epoch), Nullables.Parameter(time.GetUtcNow()));

    /// <summary>The condition, for other statements, that the holder still holds: its parameters are crm, holder, epoch and now.</summary>
    public static string Holds(string crm, string holder, string epoch, string now) =>
        $"exists (select from crm.connection where crm = {crm} and holder = {holder} and epoch = {epoch} and held_until > {now})";

    /// <summary>This process, as the holder of the lease.</summary>
    public Guid Holder => _holder;
}
