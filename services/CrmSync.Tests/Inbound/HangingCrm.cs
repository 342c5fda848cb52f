using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>Takes what is sent, and leaves every read without an answer.</summary>
internal sealed class HangingCrm : BookCrm, ICrmChangeFeed
{
    private int _hung;

    /// <summary>Reads that were begun.</summary>
    public int Hung => _hung;

    public async Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken)
    {
        await HangAsync(cancellationToken);
        return new([], null);
    }

    public override async Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        await HangAsync(cancellationToken);
        return [];
    }

    private Task HangAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _hung);
        return new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }
}
