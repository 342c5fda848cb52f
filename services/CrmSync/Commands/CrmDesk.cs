using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Commands;

/// <summary>What a person asks of the CRM's records. It is written down with who asked and why; the running service does it.</summary>
internal sealed class CrmDesk(NpgsqlDataSource source, TimeProvider time)
{
    private const int LongestText = 500;

    /// <summary>Sent once more as it stands; one that was deleted in the CRM, and is named, is made there again.</summary>
    private const string AgainSql =
        """
        with asked as (
            update crm.records r set version = version + 1, status = 'waiting', due_at = $1, waiting_since = coalesce(waiting_since, $1), changed_at = $1, tries = 0, code = null, reason = null
            from (select kind, key from crm.records r where r.status not in ('merged', 'forgetting') and {0} order by kind, key for update) c
            where r.kind = c.kind and r.key = c.key
            returning 1)
        insert into crm.operator_actions (action, what, asked_by, why, records, at) select $2, $3, $4, $5, count(*), $1 from asked returning records
        """;

    /// <summary>Sends a payment's records once more: itself, its refunds and disputes. The number of records.</summary>
    public Task<int> ResyncAsync(Guid payment, string by, string why, CancellationToken cancellationToken) =>
        AskAsync("resync", $"payment {payment}", "r.payment_id = $6", by, why, cancellationToken, Nullables.Parameter(payment));

    /// <summary>Sends every record once more that changed here in the time; not what was deleted in the CRM, nor who was forgotten. The number of records.</summary>
    public Task<int> ResyncAsync(DateTimeOffset from, DateTimeOffset until, string by, string why, CancellationToken cancellationToken) =>
        AskAsync("resync", $"{from:u} to {until:u}", "r.changed_at >= $6 and r.changed_at < $7 and r.status not in ('deleted', 'forgotten')", by, why, cancellationToken, Nullables.Parameter(from), Nullables.Parameter(until));

    /// <summary>Sends once more what the CRM refused: one record, or all of them. What was deleted there, and a customer who was forgotten, has to be named: a person wanted it gone. The number of records.</summary>
    public Task<int> RetryAsync(string? kind, string? key, string by, string why, CancellationToken cancellationToken) =>
        AskAsync(
            "retry", $"{kind ?? "all"} {key}".TrimEnd(), "(r.status = 'failed' or (r.status in ('deleted', 'forgotten') and $7 is not null)) and ($6 is null or r.kind = $6) and ($7 is null or r.key = $7)", by, why, cancellationToken,
            Nullables.Parameter(kind), Nullables.Parameter(key));

    private async Task<int> AskAsync(string action, string what, string which, string by, string why, CancellationToken cancellationToken, params NpgsqlParameter[] more)
    {
        Require(by, nameof(by));
        Require(why, nameof(why));
        var rows = await source.RowsAsync(
            AgainSql.Replace("{0}", which, StringComparison.Ordinal), row => row.GetInt32(0), cancellationToken,
            [Nullables.Parameter(time.GetUtcNow()), Nullables.Parameter(action), Nullables.Parameter(what), Nullables.Parameter(by), Nullables.Parameter(why), .. more]);
        return rows[0];
    }

    /// <summary>Nobody asks without saying who and why.</summary>
    /// <exception cref="ArgumentException">It is missing, or too long.</exception>
    internal static void Require(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
        {
            throw new ArgumentException($"--{name} is needed, with at most {LongestText} characters.");
        }
    }
}
