using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Integration.Hosting.Startup;

/// <summary>Binds an options object and judges it, naming every setting as the environment does (<c>Webhooks__ToleranceSeconds</c>).
/// The platform's binder stops at the first value it cannot read; this one reads the rest and reports them all.</summary>
internal static class SettingsBinding
{
    /// <summary>Binds what can be read; what cannot keeps its default and is a problem of <see cref="Problems"/>.</summary>
    public static void Bind(IConfigurationSection section, object options)
    {
        var unreadable = Unreadable(section, options.GetType()).Select(u => u.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var readable = section.AsEnumerable(makePathsRelative: true).Where(s => s.Value is not null && !unreadable.Contains($"{section.Path}:{s.Key}"));
        new ConfigurationBuilder().AddInMemoryCollection(readable).Build().Bind(options);
    }

    /// <summary>Every wrong setting of a bound object. Values are never shown: a secret may stand in the wrong place.</summary>
    public static IEnumerable<string> Problems(IConfigurationSection section, object options)
    {
        var unreadable = Unreadable(section, options.GetType()).ToList();
        return unreadable.Select(u => $"{EnvironmentName(u.Path)} cannot be read: {Wanted(u.Type)} is needed.")
            .Concat(Invalid(section, options, unreadable.Select(u => u.Path).ToHashSet(StringComparer.OrdinalIgnoreCase)))
            .Distinct();
    }

    /// <summary>The name of a setting in the environment.</summary>
    public static string EnvironmentName(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    private static IEnumerable<(string Path, Type Type)> Unreadable(IConfigurationSection section, Type type)
    {
        foreach (var property in Settings(type))
        {
            var setting = section.GetSection(property.Name);
            if (Element(property.PropertyType) is { } element)
            {
                foreach (var unreadable in setting.GetChildren().SelectMany(child => Judge(child, element)))
                {
                    yield return unreadable;
                }
            }
            else
            {
                foreach (var unreadable in Judge(setting, property.PropertyType))
                {
                    yield return unreadable;
                }
            }
        }
    }

    private static IEnumerable<(string Path, Type Type)> Judge(IConfigurationSection setting, Type type) =>
        IsNested(type) ? Unreadable(setting, type)
        : setting.Value is { } value && !CanRead(type, value) ? [(setting.Path, type)]
        : [];

    private static bool CanRead(Type declared, string value)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string) || (type != declared && value.Length == 0) || !TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)))
        {
            return true;
        }

        try
        {
            var read = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return !type.IsEnum || Enum.IsDefined(type, read!);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException or NotSupportedException or InvalidCastException)
        {
            return false;
        }
    }

    private static List<string> Invalid(IConfigurationSection section, object options, HashSet<string> known)
    {
        var results = new List<string>();
        foreach (var property in Settings(options.GetType()))
        {
            var setting = section.GetSection(property.Name);
            var name = setting.Path;
            var value = property.GetValue(options);
            if (!known.Contains(name))
            {
                var found = new List<ValidationResult>();
                var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = EnvironmentName(name) };
                Validator.TryValidateValue(value, context, found, property.GetCustomAttributes<ValidationAttribute>(inherit: true));
                results.AddRange(found.Select(f => f.ErrorMessage!));
            }

            if (value is not null && IsNested(property.PropertyType))
            {
                results.AddRange(Invalid(setting, value, known));
            }
            else if (value is IEnumerable items && Element(property.PropertyType) is { } element && IsNested(element))
            {
                results.AddRange(Items(setting, [.. items.Cast<object>()]).SelectMany(item => Invalid(item.Setting, item.Value, known)));
            }
        }

        if (options is IValidatableObject validatable)
        {
            results.AddRange(validatable.Validate(new ValidationContext(options)).Where(r => r != ValidationResult.Success).Select(r => Named(section.Path, r)));
        }

        return results;
    }

    /// <summary>A list's items with their settings, which are in the same order and may have names instead of numbers.</summary>
    private static IEnumerable<(IConfigurationSection Setting, object Value)> Items(IConfigurationSection list, IReadOnlyList<object> items)
    {
        var settings = list.GetChildren().ToList();
        return items.Select((item, i) => (settings.Count == items.Count ? settings[i] : list.GetSection(i.ToString(CultureInfo.InvariantCulture)), item));
    }

    /// <summary>A result that names its members but not the setting gets the setting's name.</summary>
    private static string Named(string path, ValidationResult result) =>
        result.ErrorMessage!.Contains("__", StringComparison.Ordinal)
            ? result.ErrorMessage
            : $"{string.Join(", ", result.MemberNames.DefaultIfEmpty("").Select(m => EnvironmentName($"{path}:{m}".TrimEnd(':'))))}: {result.ErrorMessage}";

    private static IEnumerable<PropertyInfo> Settings(Type type) => type.GetProperties().Where(p => p.CanRead && p.GetIndexParameters().Length == 0);

    /// <summary>Options inside options are ours; everything else is a value.</summary>
    private static bool IsNested(Type type) =>
        type.IsClass && !typeof(Delegate).IsAssignableFrom(type) && type.Namespace?.StartsWith("Integration", StringComparison.Ordinal) == true;

    private static Type? Element(Type type) =>
        type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var element] ? element : null;

    private static string Wanted(Type declared) => (Nullable.GetUnderlyingType(declared) ?? declared) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(double) || t == typeof(decimal) => "a number",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(TimeSpan) => "a duration such as 00:00:30",
        var t when t == typeof(Guid) => "a GUID",
        var t when t == typeof(DateTimeOffset) => "a time such as 2027-06-30T00:00:00Z",
        var t when t.IsEnum => "one of " + string.Join(", ", Enum.GetNames(t)),
        var t => "a " + t.Name,
    };
}
