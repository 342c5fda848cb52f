using Integration.Contracts.Operations;

namespace Integration.Chaos;

/// <summary>The product compares the gateways' books with its own, as it does every day.</summary>
internal static class Comparison
{
    /// <summary>A gateway that fails one call in three does not give a long list to the end each time: ops ask again, as they would.</summary>
    private const int Tries = 10;

    /// <summary>Twice: what the first comparison finds is looked up, and the second has to agree (SAFETY U1).</summary>
    public static async Task RunAsync(Database database, Watch watch, Func<Task<bool>> quiet, Func<object, Guid, Task> publish)
    {
        foreach (var why in (string[])["the end of the day", "once more"])
        {
            var isWhole = false;
            for (var number = 1; number <= Tries && !isWhole; number++)
            {
                var now = TimeProvider.System.GetUtcNow();
                var run = $"ops.reconciliation_runs where why = '{why}, {number}' and finished_at is not null";
                await publish(new ReconcileGateways { From = now.AddDays(-1), Until = now.AddDays(1), By = "ops", Why = $"{why}, {number}" }, Guid.NewGuid());
                await watch.UntilAsync(async () => await database.NumberAsync($"select count(*) from {run}") > 0 && await quiet());
                isWhole = await database.NumberAsync($"select count(*) from {run} and failure is null") > 0;
            }
        }
    }
}
