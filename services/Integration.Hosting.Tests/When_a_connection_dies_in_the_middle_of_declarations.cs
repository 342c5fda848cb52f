using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Integration.Persistence.Tests;

namespace Integration.Hosting.Tests;

/// <summary>A network that breaks while a service that starts declares what it needs: others of its declarations wait their turn on the same channel.</summary>
public sealed class When_a_connection_dies_in_the_middle_of_declarations : BrokerSpec
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Should_connect_again_and_receive(int answers)
    {
        using var network = new BreaksOnce(Broker, answers);
        await using var host = await BrokerHost.StartAsync(Database.ConnectionString, new UriBuilder(Broker) { Port = network.Port }.Uri, OrderBus.Configure);

        network.Broke.ShouldBeTrue();
        var order = Guid.NewGuid();
        await host.PublishAsync(new PlaceOrder(order, $"{order}"));
        await Database.UntilAsync("orders where current_state = 'Placed'", n => n == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Should_hand_over_what_waited(int answers)
    {
        using var network = new BreaksOnce(Broker, 0);
        await using var host = await BrokerHost.StartAsync(
            Database.ConnectionString, new UriBuilder(Broker) { Port = network.Port }.Uri, OrderBus.Configure, ("Persistence:DeliveryLeaseSeconds", "2"), ("Persistence:HandOverTimeoutSeconds", "1"),
            ("Persistence:ConfirmTimeoutSeconds", "3"));
        network.BreakAt(answers);

        // The exchange of each is declared before its first message is sent.
        var orders = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(orders.Select(order => host.PublishAsync(new PlaceOrder(order, $"{order}"))).Concat(
        [
            host.PublishAsync(new ShipOrder("none")), host.PublishAsync(new CloseOrder(Guid.NewGuid())), host.PublishAsync(new TouchOrder(Guid.NewGuid())), host.PublishAsync(new OrderOverdue(Guid.NewGuid())),
        ]));

        await Database.UntilAsync("orders where current_state = 'Placed'", n => n == orders.Count);
        network.Broke.ShouldBeTrue();
    }

    /// <summary>Breaks the connection in place of the answer to a declaration, the so many-th; then it is well.</summary>
    private sealed class BreaksOnce : IDisposable
    {
        /// <summary>What stands before a frame's content: its type, channel and length; and one byte after it.</summary>
        private const int Frame = 8;
        private static readonly byte[] QueueDeclareOk = [0, 50, 0, 11];
        private static readonly byte[] ExchangeDeclareOk = [0, 40, 0, 11];
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Uri _broker;
        private readonly Task _accepting;
        private int _answers;

        public BreaksOnce(Uri broker, int answers)
        {
            (_broker, _answers) = (broker, answers);
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _accepting = AcceptAsync();
        }

        public int Port { get; }

        /// <summary>So many answers from now.</summary>
        public void BreakAt(int answers) => Volatile.Write(ref _answers, answers);

        public bool Broke => Volatile.Read(ref _answers) <= 0;

        public void Dispose()
        {
            _stop.Cancel();
            _listener.Dispose();
            _accepting.Wait();
            _stop.Dispose();
        }

        private async Task AcceptAsync()
        {
            var connections = new List<Task>();
            try
            {
                while (true)
                {
                    connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
                }
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(connections);
            }
        }

        private async Task CarryAsync(TcpClient near)
        {
            using var _ = near;
            using var far = new TcpClient();
            await far.ConnectAsync(_broker.Host, _broker.Port, _stop.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _stop.Token), AnswerAsync(far.GetStream(), near.GetStream()));
        }

        private async Task AnswerAsync(NetworkStream from, NetworkStream to)
        {
            try
            {
                while (true)
                {
                    var frame = new byte[Frame - 1];
                    await from.ReadExactlyAsync(frame, _stop.Token);
                    Array.Resize(ref frame, Frame + (int)BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(3)));
                    await from.ReadExactlyAsync(frame.AsMemory(Frame - 1), _stop.Token);
                    if (IsDeclared(frame.AsSpan(Frame - 1)) && Interlocked.Decrement(ref _answers) == 0)
                    {
                        to.Socket.Close(0);
                        return;
                    }

                    await to.WriteAsync(frame, _stop.Token);
                }
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone: so is the other.
            }
        }

        private static bool IsDeclared(ReadOnlySpan<byte> content) => content.StartsWith(QueueDeclareOk) || content.StartsWith(ExchangeDeclareOk);
    }
}
