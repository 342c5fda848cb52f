using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Integration.CrashTest;

/// <summary>The way of one process to one server, as a network is: it can stand still with nothing lost, or break.</summary>
internal sealed class Link : Part
{
    private const int BufferBytes = 16_384;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, (Socket Outwards, int Port)> _connections = [];
    private readonly int _server;
    private volatile TaskCompletionSource _flow = new();
    private volatile bool _isOver;

    private Link(string name, int server)
        : base(name)
    {
        _server = server;
        _flow.SetResult();
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the process finds the server.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static Link To(string name, int server) => new(name, server);

    /// <summary>True when what the server sees as this port is a connection of this link.</summary>
    public bool Carries(int port) => _connections.Values.Any(connection => connection.Port == port);

    /// <summary>Nothing goes through any more, in either direction.</summary>
    public void Stall() => _flow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held up goes on.</summary>
    public void Resume() => _flow.TrySetResult();

    /// <summary>What was held up is lost, and new connections get through.</summary>
    public void Cut()
    {
        foreach (var (inwards, (outwards, _)) in _connections)
        {
            inwards.Close(0);
            outwards.Close(0);
        }

        Resume();
    }

    protected override void Dispose(bool disposing)
    {
        _isOver = true;
        _listener.Stop();
        Cut();
        _listener.Dispose();
        base.Dispose(disposing);
    }

    private async Task AcceptAsync()
    {
        while (!_isOver)
        {
            try
            {
                _ = CarryAsync(await _listener.AcceptSocketAsync());
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                // The run is over; or whoever called is gone already, and the next one is waited for.
            }
        }
    }

    private async Task CarryAsync(Socket inwards)
    {
        using var outwards = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (inwards)
        {
            inwards.NoDelay = true;
            try
            {
                await _flow.Task;
                await outwards.ConnectAsync(IPAddress.Loopback, _server);
                _connections[inwards] = (outwards, ((IPEndPoint)outwards.LocalEndPoint!).Port);
                await Task.WhenAll(PumpAsync(inwards, outwards), PumpAsync(outwards, inwards));
            }
            catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
            {
                // One side is gone: so is the other.
            }
            finally
            {
                _connections.TryRemove(inwards, out _);
            }
        }
    }

    /// <summary>Whoever says nothing more can still be told something.</summary>
    private async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[BufferBytes];
            while (await from.ReceiveAsync(buffer) is var read and > 0)
            {
                await _flow.Task;
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            from.Close(0);
            to.Close(0);
            throw;
        }
    }
}
