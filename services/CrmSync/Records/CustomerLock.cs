using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Records;

/// <summary>Keeps apart what is told of a customer and that the customer is to be forgotten: a statement that began before the one sees nothing of the other, and would name the customer anew after
/// all else was erased. Held to the end of the transaction, and taken before any row.</summary>
internal static class CustomerLock
{
    private const string Key = "(hashtextextended('crm customer ' || $1, 0))";

    /// <summary>Many may tell of one customer at once.</summary>
    public static NpgsqlBatchCommand Shared(string customer) => new("select pg_advisory_xact_lock_shared" + Key) { Parameters = { Nullables.Parameter(customer) } };

    /// <summary>Waits until all of them have committed.</summary>
    public static NpgsqlBatchCommand Alone(string customer) => new("select pg_advisory_xact_lock" + Key) { Parameters = { Nullables.Parameter(customer) } };
}
