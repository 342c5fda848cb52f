using Integration.Chaos;

namespace Integration.CrashTest;

/// <summary>Orders at a steady pace, over HTTP and over the bus by turns, whatever happens to the product meanwhile.</summary>
internal sealed class Load(Shop shop, Agent agent, IReadOnlyList<Order> orders, Draw draw)
{
    /// <summary>The API derives ids of this version, and takes none of them from a caller.</summary>
    private const int Derived = 8;

    private readonly List<Task> _underWay = [];

    /// <summary>True while more is open than this machine gets done: no new orders until some of it is.</summary>
    public bool IsPaused { get; set; }

    /// <summary>How many orders were begun.</summary>
    public int Begun => _underWay.Count;

    /// <summary>Begins orders until the end is asked for, or none is left; returns when everything is answered, or fails when something never was.</summary>
    public async Task RunAsync(int perSecond, CancellationToken end)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        foreach (var order in orders)
        {
            while (IsPaused && !end.IsCancellationRequested)
            {
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }

            if (end.IsCancellationRequested)
            {
                break;
            }

            _underWay.Add(_underWay.Count % 2 == 0 && IsFitForHttp(order) ? shop.AskAsync(order) : agent.AskAsync([.. order.Messages(draw)]));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(_underWay);
    }

    private static bool IsFitForHttp(Order order) => order.Command.PaymentId.Version != Derived && order.Refunds.All(refund => refund.RefundId.Version != Derived);
}
