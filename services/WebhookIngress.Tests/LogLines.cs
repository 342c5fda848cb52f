using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Integration.WebhookIngress.Tests;

/// <summary>What a host logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public int Count(string part) => _lines.Count(line => line.Contains(part, StringComparison.Ordinal));

    public bool Any(string part) => Count(part) > 0;

    /// <summary>Waits for a line that holds <paramref name="part"/>, for a minute at most.</summary>
    /// <param name="meanwhile">Done between two looks.</param>
    public async Task UntilAsync(string part, Func<Task>? meanwhile = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!Any(part))
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)}");
    }
}
