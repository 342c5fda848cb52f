using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.Startup;

/// <summary>Options that are read once, when the service starts, and whose every wrong setting is reported with all others.</summary>
public static class SettingsRegistration
{
    /// <summary>Binds <typeparamref name="T"/> to <paramref name="section"/> and validates it at start: unreadable values, data annotations
    /// (also of nested options and lists of them) and <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>.
    /// Takes the place of <c>BindConfiguration().ValidateDataAnnotations().ValidateOnStart()</c>. Repeating it adds nothing.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="section">The section.</param>
    /// <param name="name">Of one of several options of the same type (<see cref="IOptionsMonitor{T}.Get"/>); absent for the only one.</param>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section, string? name = null)
        where T : class
    {
        name ??= Options.DefaultName;
        var builder = services.AddOptions<T>(name);
        if (services.Any(s => s.ServiceType == typeof(IValidateOptions<T>) && s.ImplementationFactory?.Target is Judge<T> known && known.Name == name))
        {
            return builder;
        }

        services.AddSingleton<IValidateOptions<T>>(new Judge<T>(section, name).Create);
        return builder.Configure<IConfiguration>((options, configuration) => SettingsBinding.Bind(configuration.GetSection(section), options)).ValidateOnStart();
    }

    /// <summary>The same, and <see cref="LiveSettings{T}"/> for whoever wants the settings as they are now. A host makes them when it starts, not with the first request: else a wrong change
    /// before it would be neither told nor kept out. Repeating it adds nothing.</summary>
    public static void AddLiveSettings<T>(this IServiceCollection services, string section)
        where T : class, new()
    {
        services.AddSettings<T>(section);
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<LiveSettings<T>>(provider, section));
        services.AddHostedService(provider => new Follower<T>(provider.GetRequiredService<LiveSettings<T>>()));
    }

    /// <summary>Reads settings that the platform asks for while the host is still being built, before wrong ones are reported together.
    /// Null: something in the section is wrong, and the start will say what. Add them with <see cref="AddSettings{T}"/> as well.</summary>
    public static T? ReadSettings<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = new T();
        SettingsBinding.Bind(configuration.GetSection(section), options);
        return SettingsBinding.Problems(configuration.GetSection(section), options).Any() ? null : options;
    }

    /// <summary>Reports problems that concern no options object together with all others, at start.</summary>
    public static void AddStartupProblems(this IServiceCollection services, IReadOnlyList<string> problems)
    {
        services.AddOptions<Findings>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<Findings>>(new Found(problems));
    }

    private sealed class Judge<T>(string section, string name)
        where T : class
    {
        public string Name { get; } = name;

        public IValidateOptions<T> Create(IServiceProvider services) => new Validation(services.GetRequiredService<IConfiguration>().GetSection(section), Name);

        private sealed class Validation(IConfigurationSection section, string judged) : IValidateOptions<T>
        {
            public ValidateOptionsResult Validate(string? name, T options)
            {
                if (name != judged)
                {
                    return ValidateOptionsResult.Skip;
                }

                var problems = SettingsBinding.Problems(section, options).ToList();
                return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
            }
        }
    }

    /// <summary>Has the settings followed from the start on.</summary>
    private sealed class Follower<T>(LiveSettings<T> settings) : IHostedService
        where T : class, new()
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = settings.Current;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Findings;

    private sealed class Found(IReadOnlyList<string> problems) : IValidateOptions<Findings>
    {
        public ValidateOptionsResult Validate(string? name, Findings options) =>
            problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
