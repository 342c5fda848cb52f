using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>Stands between a program and PostgreSQL to do what networks do: lose the answer to a commit.</summary>
public sealed class PostgresProxy : IDisposable
{
    private static readonly byte[] Commit = "COMMIT\0"u8.ToArray();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;
    private int _commitsToLose;

    public PostgresProxy(string connection)
    {
        var server = new NpgsqlConnectionStringBuilder(connection);
        _server = (server.Host!, server.Port);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connection)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>What the server says its version is, when it is to lie; as long as the truth.</summary>
    public (string From, string To)? Version { get; init; }

    /// <summary>The next commit reaches the server; its answer does not come back.</summary>
    public void LoseTheNextAnswerToACommit() => Interlocked.Exchange(ref _commitsToLose, 1);

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
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(_server.Host, _server.Port);
        var losing = false;
        await Task.WhenAny(
            PumpAsync(near, far, bytes =>
            {
                losing |= bytes.Span.IndexOf(Commit) >= 0 && Interlocked.Exchange(ref _commitsToLose, 0) == 1;
                return true;
            }),
            PumpAsync(far, near, bytes =>
            {
                Lie(bytes);
                return !losing;     // the server has committed, or it would not have answered
            }));
    }

    private void Lie(Memory<byte> bytes)
    {
        if (Version is { } lie && bytes.Span.IndexOf(Encoding.ASCII.GetBytes($"server_version\0{lie.From}")) is var at and >= 0)
        {
            Encoding.ASCII.GetBytes($"server_version\0{lie.To}").CopyTo(bytes.Span[at..]);
        }
    }

    /// <summary>Passes on what comes, until one side is gone or <paramref name="pass"/> says no.</summary>
    private async Task PumpAsync(TcpClient from, TcpClient to, Func<Memory<byte>, bool> pass)
    {
        var buffer = new byte[1 << 16];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0 && pass(buffer.AsMemory(0, count)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is over, and both ends find out by themselves.
        }
    }
}
