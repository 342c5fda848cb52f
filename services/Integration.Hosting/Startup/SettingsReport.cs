using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.Startup;

/// <summary>Runs every check that was registered for the start and gathers what is wrong.</summary>
internal static partial class SettingsReport
{
    /// <summary>Throws with every wrong setting, or returns.</summary>
    /// <exception cref="ConfigurationException">One line per wrong setting.</exception>
    public static void ThrowIfWrong(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException wrong)
        {
            throw new ConfigurationException([.. wrong.Failures.Distinct()]);
        }
        catch (AggregateException wrong) when (wrong.InnerExceptions.All(e => e is OptionsValidationException))
        {
            throw new ConfigurationException([.. wrong.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures).Distinct()]);
        }
        catch (InvalidOperationException unreadable) when (UnreadableSetting().Match(unreadable.Message) is { Success: true } setting)
        {
            // The platform's binder stops at the first value it cannot read. Options added with AddSettings never come here.
            throw new ConfigurationException([$"{SettingsBinding.EnvironmentName(setting.Groups[1].Value)} cannot be read: it has the wrong type."]);
        }
    }

    [GeneratedRegex("^Failed to convert configuration value .* at '([^']+)' to type")]
    private static partial Regex UnreadableSetting();
}
