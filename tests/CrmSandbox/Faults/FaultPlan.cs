using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Integration.CrmSandbox.Http;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Faults;

/// <summary>Decides what a call meets: a pure function of the seed, the call and how often it was seen, so that a run can be repeated. Safe for concurrent use.</summary>
internal sealed class FaultPlan(IOptions<CrmSandboxOptions> options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _down = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<(string Crm, string Type, string Key)> _bad = [];
    private readonly Dictionary<(string Crm, string Type, string Key), int> _locked = [];
    private FaultSettings _settings = FaultSettings.None;

    public FaultSettings Settings
    {
        get
        {
            lock (_gate)
            {
                return _settings;
            }
        }

        set
        {
            lock (_gate)
            {
                _settings = value;
                _seen.Clear();
            }
        }
    }

    public bool IsDown(string crm)
    {
        lock (_gate)
        {
            return _down.Contains(crm);
        }
    }

    public void SetDown(string crm, bool down)
    {
        lock (_gate)
        {
            _ = down ? _down.Add(crm) : _down.Remove(crm);
        }
    }

    /// <summary>Makes the CRM refuse these records from now on, whatever is in them.</summary>
    /// <param name="replace">Forget the ones of this type that were named before.</param>
    public void SetBad(string crm, string type, IEnumerable<string> keys, bool replace)
    {
        lock (_gate)
        {
            if (replace)
            {
                _bad.RemoveWhere(b => b.Crm == crm && b.Type == type);
            }

            _bad.UnionWith(keys.Select(key => (crm, type, key)));
        }
    }

    public bool IsBad(string crm, string type, string key)
    {
        lock (_gate)
        {
            return _bad.Contains((crm, type, key));
        }
    }

    /// <summary>The next writes of these records find them locked.</summary>
    public void Lock(string crm, string type, IEnumerable<string> keys, int times)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _locked[(crm, type, key)] = times;
            }
        }
    }

    /// <summary>Whether a write finds the record locked; uses up one of the times asked for.</summary>
    public bool MeetsLock(string crm, string type, string key)
    {
        lock (_gate)
        {
            if (_locked.TryGetValue((crm, type, key), out var times))
            {
                if (times > 1)
                {
                    _locked[(crm, type, key)] = times - 1;
                }
                else
                {
                    _locked.Remove((crm, type, key));
                }

                return true;
            }

            return crm == "salesforce" && _settings.LockPercent > 0 && Roll($"lock:{crm}:{type}:{key}") < _settings.LockPercent * 100;
        }
    }

    /// <summary>What the call meets; null when nothing.</summary>
    public CallFault? Decide(ApiCall call)
    {
        lock (_gate)
        {
            if (_settings.FailPercent == 0)
            {
                return null;
            }

            var roll = Roll($"call:{call.Crm}:{call.Method}:{call.Request.Path}{call.Request.QueryString}:{Convert.ToHexString(SHA256.HashData(call.Body.Span))}");
            return roll < _settings.FailPercent * 100 ? (CallFault)(roll % 4) : null;
        }
    }

    /// <summary>0 … 9999.</summary>
    private int Roll(string identity)
    {
        if (_seen.Count >= options.Value.MaxFaultIdentities)
        {
            _seen.Clear();
        }

        var seen = _seen.GetValueOrDefault(identity);
        _seen[identity] = seen + 1;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{_settings.Seed}|{identity}|{seen}"));
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % 10_000);
    }
}
