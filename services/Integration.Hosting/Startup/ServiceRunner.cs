using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.Startup;

/// <summary>Starts a service; a wrong configuration ends it with code 78 and one message that names every wrong setting.</summary>
public static class ServiceRunner
{
    /// <summary>EX_CONFIG of sysexits.h.</summary>
    public const int ConfigurationError = 78;

    /// <summary>Builds, prepares and runs the service. The process's exit code.</summary>
    public static async Task<int> RunAsync(string name, Func<WebApplication> build, Func<WebApplication, Task> prepare)
    {
        try
        {
            await using var app = build();
            (app.Services.GetService(typeof(IStartupValidator)) as IStartupValidator)?.Validate();
            await prepare(app);
            await app.RunAsync();
            return 0;
        }
        catch (ConfigurationException wrong)
        {
            return Refuse(name, wrong.Problems);
        }
        catch (OptionsValidationException wrong)
        {
            return Refuse(name, wrong.Failures);
        }
        catch (AggregateException wrong) when (wrong.InnerExceptions.All(e => e is OptionsValidationException))
        {
            return Refuse(name, wrong.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures));
        }
    }

    private static int Refuse(string name, IEnumerable<string> problems)
    {
        Console.Error.WriteLine($"{name} cannot start, its configuration is wrong:{Environment.NewLine}  - {string.Join(Environment.NewLine + "  - ", problems)}");
        return ConfigurationError;
    }
}
