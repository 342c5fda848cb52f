using Integration.Contracts.Operations;

namespace Integration.Chaos;

/// <summary>The product compares the gateways' books with its own, as it does every day.</summary>
internal static class Comparison
{
    /// <summary>Twice: what the first comparison finds is looked up, and the second has to agree (SAFETY U1).</summary>
    public static async Task RunAsync(Database database, Watch watch, Func<Task<bool>> quiet, Func<object, Guid, Task> publish)
    {
        foreach (var why in (string[])["the end of the day", "once more"])
        {
            var now = TimeProvider.System.GetUtcNow();
            await publish(new ReconcileGateways { From = now.AddDays(-1), Until = now.AddDays(1), By = "ops", Why = why }, Guid.NewGuid());
            await watch.UntilAsync(async () => await database.NumberAsync($"select count(*) from ops.reconciliation_runs where why = '{why}' and finished_at is not null") > 0 && await quiet());
        }
    }
}
