using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_settings_change_while_running : IDisposable
{
    private readonly ConfigurationManager _configuration = new();
    private readonly ServiceProvider _services;

    public When_settings_change_while_running()
    {
        Change("Door:Keys:0", "first");
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(_configuration);
        services.AddLiveSettings<Door>("Door");
        services.AddLiveSettings<Door>("Door");
        _services = services.BuildServiceProvider();
    }

    private LiveSettings<Door> Settings => _services.GetRequiredService<LiveSettings<Door>>();

    public void Dispose()
    {
        _services.Dispose();
        _configuration.Dispose();
    }

    [Fact]
    public void Should_show_them_as_they_are_now()
    {
        Settings.Current.Keys.ShouldBe(["first"]);
        Change("Door:Keys:1", "second");
        Settings.Current.Keys.ShouldBe(["first", "second"]);
    }

    /// <summary>Others read the settings of the start; the live ones may be asked for much later.</summary>
    [Fact]
    public void Should_miss_no_change_before_they_are_asked_for()
    {
        _services.GetRequiredService<IOptions<Door>>().Value.Keys.ShouldBe(["first"]);
        Change("Door:Keys:0", "second");
        Settings.Current.Keys.ShouldBe(["second"]);
    }

    /// <summary>A host follows them from its start on, and so knows good ones when the first change is wrong.</summary>
    [Fact]
    public async Task Should_be_followed_from_the_start_of_a_host()
    {
        foreach (var started in _services.GetServices<IHostedService>())
        {
            await started.StartAsync(CancellationToken.None);
        }

        Change("Door:Keys:1", "second");
        Change("Door:Keys:0", "");
        Settings.Current.Keys.ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Should_keep_the_last_good_ones_until_all_are_right_again()
    {
        _ = Settings;
        Change("Door:Keys:1", "second");
        Change("Door:Keys:0", "");
        Change("Door:Width", "wide");
        (string.Join(',', Settings.Current.Keys), Settings.Current.Width).ShouldBe(("first,second", 1));
        Change("Door:Keys:0", "third");
        Settings.Current.Keys.ShouldBe(["first", "second"], "the width is still wrong");
        Change("Door:Width", "2");
        (string.Join(',', Settings.Current.Keys), Settings.Current.Width).ShouldBe(("third,second", 2));
    }

    [Fact]
    public void Should_name_an_entry_of_a_list_as_the_configuration_does()
    {
        Change("Door:Locks:b:Pins", "0");
        Change("Door:Locks:a:Pins", "5");
        Should.Throw<OptionsValidationException>(() => Settings.Current).Message.ShouldContain("Door__Locks__b__Pins must be between 1 and 9");
    }

    /// <summary>Routes are made with them before the start judges settings, and reports all wrong ones together.</summary>
    [Fact]
    public void Should_be_made_before_the_settings_are_judged()
    {
        Change("Door:Width", "wide");
        var settings = Settings;
        Should.Throw<OptionsValidationException>(() => settings.Current);
    }

    private void Change(string name, string value)
    {
        _configuration[name] = value;
        ((IConfigurationRoot)_configuration).Reload();
    }

    private sealed class Door : IValidatableObject
    {
        public IList<string> Keys { get; init; } = [];

        public int Width { get; set; } = 1;

        public IList<Lock> Locks { get; init; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Keys.Any(string.IsNullOrEmpty) ? [new("Door__Keys: one is empty.")] : [];
    }

    private sealed class Lock
    {
        [Range(1, 9)] public int Pins { get; set; } = 1;
    }
}
