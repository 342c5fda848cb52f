using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Integration.Hosting.Startup;

/// <summary>Settings that may change while the service runs, secrets above all. What is read anew is judged as at the start; a wrong change is logged and the last good
/// settings stay in force.</summary>
public sealed partial class LiveSettings<T> : IDisposable
    where T : class, new()
{
    private readonly string _section;
    private readonly IConfiguration _configuration;
    private readonly IOptions<T> _atStart;
    private readonly ILogger<LiveSettings<T>> _log;
    private readonly IDisposable _watch;
    private volatile T? _changed;

    /// <summary>Begins with the settings as they are now, also where those of the start were read long before and changed since. It may be made before they are judged.</summary>
    public LiveSettings(string section, IConfiguration configuration, IOptions<T> atStart, ILogger<LiveSettings<T>> log)
    {
        (_section, _configuration, _atStart, _log) = (section, configuration, atStart, log);
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        // What changed before the watch is read here; what it has read meanwhile is newer.
        Interlocked.CompareExchange(ref _changed, Read(out _), null);
    }

    /// <summary>The settings in force.</summary>
    public T Current => _changed ?? _atStart.Value;

    /// <inheritdoc />
    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        if (Read(out var problems) is not { } read)
        {
            LogRefused(_log, _section, string.Join(" ", problems));
            return;
        }

        _changed = read;
        LogChanged(_log, _section);
    }

    /// <summary>What is configured now; null when something of it is wrong.</summary>
    private T? Read(out IReadOnlyList<string> problems)
    {
        var (section, read) = (_configuration.GetSection(_section), new T());
        SettingsBinding.Bind(section, read);
        problems = [.. SettingsBinding.Problems(section, read)];
        return problems.Count == 0 ? read : null;
    }

    [LoggerMessage(40, LogLevel.Information, "The settings of {Section} were read again")]
    private static partial void LogChanged(ILogger logger, string section);

    [LoggerMessage(41, LogLevel.Error, "The settings of {Section} changed and are wrong, so the ones before stay in force: {Problems}")]
    private static partial void LogRefused(ILogger logger, string section, string problems);
}
