using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Contracts.Rules;
using Integration.Hosting.Messaging;
using MassTransit;

namespace Integration.Hosting.Startup;

/// <summary>One of the operators' commands as it is written in a shell: its contract says which options there are, and the contract's own rules judge what was given. What
/// <see cref="OperatorRules"/> judges is such a command, so a new contract needs nothing here.</summary>
public sealed class OperatorCommand
{
    private static readonly MethodInfo[] Rules = typeof(OperatorRules).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private readonly MethodInfo _rule;
    private readonly IReadOnlyList<Field> _fields;

    private OperatorCommand(Type contract, MethodInfo rule)
    {
        Contract = contract;
        _rule = rule;
        _fields = [.. contract.GetProperties().Where(p => p.CanWrite).Select(p => new Field(p)).OrderBy(f => f.IsReason)];
    }

    /// <summary>Every command, by name.</summary>
    public static IReadOnlyList<OperatorCommand> All { get; } =
    [
        .. from contract in ContractMessages.All
           let rule = Array.Find(Rules, r => r.GetParameters() is [var judged] && judged.ParameterType.IsAssignableFrom(contract))
           where rule is not null
           orderby contract.Name
           select new OperatorCommand(contract, rule),
    ];

    /// <summary>The message's type.</summary>
    public Type Contract { get; }

    /// <summary>How it is asked for: the name and its options, those in brackets may be left out.</summary>
    public string Usage => string.Join(' ', _fields.Select(f => f.Usage).Prepend(Contract.Name));

    /// <summary>The command of a name, as the contract has it or in small letters with hyphens; null: there is none.</summary>
    public static OperatorCommand? Named(string name) => All.FirstOrDefault(c => string.Equals(c.Contract.Name, name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>The message that the words ask for, as JSON.</summary>
    /// <exception cref="FormatException">A word is not known, a value is missing or none of its kind, or the message breaks a rule; all that is wrong with it is said.</exception>
    public byte[] Read(IReadOnlyList<string> words)
    {
        var given = CommandWords.Read(words, [.. _fields.Select(f => f.Option)]);
        Refuse(_fields.Where(f => f.IsRequired && !given.ContainsKey(f.Option)).Select(f => $"{f.Option} is missing"));
        var json = new JsonObject();
        foreach (var field in _fields.Where(f => given.ContainsKey(f.Option)))
        {
            json[field.Name] = field.Read(given[field.Option]);
        }

        var message = json.Deserialize(Contract, JsonSerializerOptions.Web);
        Refuse(((IReadOnlyList<Violation>)_rule.Invoke(null, [message])!).Select(v => $"{_fields.FirstOrDefault(f => f.Name == v.Field)?.Option ?? v.Field} {v.Rule}"));
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    private static void Refuse(IEnumerable<string> problems)
    {
        if (string.Join("; ", problems) is { Length: > 0 } all)
        {
            throw new FormatException($"{all}.");
        }
    }

    /// <summary>A field of the contract and its option: in small letters with hyphens, an id by what it is the id of (<c>--payment</c>).</summary>
    private sealed class Field(PropertyInfo property)
    {
        private readonly Type _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

        public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

        public string Option => "--" + KebabCaseEndpointNameFormatter.Instance.SanitizeName(_type == typeof(Guid) && property.Name.EndsWith("Id", StringComparison.Ordinal) ? property.Name[..^2] : property.Name);

        public bool IsRequired { get; } = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;

        /// <summary>Who and why stand last.</summary>
        public bool IsReason => property.Name is "By" or "Why";

        public string Usage => IsRequired ? $"{Option} {Kind}" : $"[{Option} {Kind}]";

        private string Kind => _type == typeof(Guid) ? "ID" : _type == typeof(DateTimeOffset) ? "TIME" : _type == typeof(string) ? "TEXT" : _type.IsEnum ? string.Join('|', Enum.GetNames(_type)) : "NUMBER";

        public JsonNode? Read(string text)
        {
            try
            {
                return JsonSerializer.SerializeToNode(Value(text), _type, JsonSerializerOptions.Web);
            }
            catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or NotSupportedException or OverflowException)
            {
                throw new FormatException($"{Option} is no {Kind}.", unreadable);
            }
        }

        private object? Value(string text) => _type == typeof(string) ? text
            : _type == typeof(DateTimeOffset) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : TypeDescriptor.GetConverter(_type).ConvertFromInvariantString(text);
    }
}
