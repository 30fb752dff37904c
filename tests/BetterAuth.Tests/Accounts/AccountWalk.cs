using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Accounts;

/// <summary>
/// An account's life: operations that mostly fit and often do not, put to the rules one after the other, with the rows that a store would hold beside it. Keys are numbers; the hash of key 7 is <c>h7</c>.
/// </summary>
internal sealed class AccountWalk
{
    public const int MaxDevices = 3;
    public static readonly TimeSpan Hold = TimeSpan.FromHours(13);
    private static readonly AccountLimits Limits = new(MaxDevices, Hold);
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Utf8Text Identity = Utf8Text.FromString("identity");

    private readonly HashSet<(RowKind, string)> _rows = [];
    private readonly Dictionary<string, int> _next = []; // the key that each device has committed to
    private readonly List<string> _devices = [];
    private int _keys;
    private int _messages;
    private int _recovery;

    /// <summary>What is chosen at each step: operation, device, and what is wrong with it (nothing, mostly).</summary>
    public static Gen<(int Kind, int Device, int Wrong)[]> Lives { get; } = Gen.Select(
        Gen.Frequency((4, Gen.Const(0)), (4, Gen.Const(1)), (3, Gen.Const(2)), (2, Gen.Const(3)), (1, Gen.Const(4)), (2, Gen.Const(5)), (1, Gen.Const(6))),
        Gen.Int[0, 7],
        Gen.Frequency((8, Gen.Const(0)), (1, Gen.Int[1, 9]))).Array[1, 14];

    public Account? Account { get; private set; }

    /// <summary>Each step of a life: the account before it, the operation, what the rules said, and whether the store took it.</summary>
    public static IEnumerable<Step> Through((int Kind, int Device, int Wrong)[] life)
    {
        AccountWalk walk = new();
        foreach ((int kind, int device, int wrong) in life.Prepend((6, 0, 0)))
        {
            yield return walk.Take(kind, device, wrong);
        }
    }

    public static AccountDecision Decide(Account? account, AccountOperation operation, DateTimeOffset now) => AccountRules.Apply(account, operation, now, Limits);

    private Step Take(int kind, int device, int wrong)
    {
        AccountOperation operation = Make(kind, device, wrong);
        Account? before = Account;
        DateTimeOffset now = Start.AddSeconds(_messages);
        AccountDecision decision = Decide(before, operation, now);
        Refusal? refusal = decision.Refusal;
        if (decision.Next is { } next)
        {
            refusal = Store(decision);
            if (refusal is null)
            {
                Account = next;
                Follow(operation);
            }
        }

        return new(before, operation, now, decision, refusal, Account);
    }

    /// <summary>The rows that are in the way, or none: then they are written.</summary>
    private Refusal? Store(AccountDecision decision)
    {
        HashSet<(RowKind, string)> rows = decision.EraseRows ? [] : [.. _rows];
        foreach (AccountRow row in decision.Absent)
        {
            if (rows.Contains(NameOf(row)))
            {
                return decision.OnRowExists(row);
            }
        }

        foreach (AccountRow row in decision.Insert)
        {
            if (!rows.Add(NameOf(row)))
            {
                return decision.OnRowExists(row);
            }
        }

        _rows.Clear();
        _rows.UnionWith(rows);
        return null;
    }

    private void Follow(AccountOperation operation)
    {
        _next[operation.Keys.Device.ToString()] = NumberOf(operation.Keys.RotationHash);
        switch (operation)
        {
            case CreateAccountOperation create:
                _devices.Add(create.Keys.Device.ToString());
                _recovery = NumberOf(create.RecoveryHash);
                break;
            case RecoverAccountOperation recover:
                _devices.Add(recover.Keys.Device.ToString());
                _recovery = NumberOf(recover.RecoveryHash);
                break;
            case LinkDeviceOperation link:
                _devices.Add(link.Linked.Device.ToString());
                _next[link.Linked.Device.ToString()] = NumberOf(link.Linked.RotationHash);
                break;
            case ChangeRecoveryKeyOperation change:
                _recovery = NumberOf(change.RecoveryHash);
                break;
            default:
                break;
        }
    }

    private AccountOperation Make(int kind, int device, int wrong)
    {
        OperationDigest digest = OperationDigest.Of(Operation.RotateDevice, BitConverter.GetBytes(_messages++));
        string acting = _devices.Count == 0 ? "d" : _devices[device % _devices.Count];
        int revealed = wrong == 1 || !_next.TryGetValue(acting, out int committed) ? ++_keys : committed;
        int next = wrong switch { 2 => revealed, 3 => Math.Max(1, _keys - 1), _ => ++_keys };
        DeviceKeys keys = Keys(wrong == 4 ? "unknown" : acting, revealed, next);
        int recoveryHash = wrong switch { 5 => next, 6 => _recovery, _ => ++_keys };
        DeviceKeys fresh = wrong switch
        {
            7 => Keys(acting, ++_keys, ++_keys),
            8 => Keys($"d{_keys}", revealed, ++_keys),
            9 => Keys($"d{_keys}", ++_keys, _keys),
            _ => Keys($"d{_keys}", ++_keys, ++_keys),
        };
        bool bound = device % 2 == 0;
        return kind switch
        {
            0 => new RotateDeviceOperation { Digest = digest, Identity = Identity, Keys = keys, IsBound = bound },
            1 => new LinkDeviceOperation { Digest = digest, Identity = Identity, Keys = keys, Linked = fresh, IsBound = bound },
            2 => new UnlinkDeviceOperation { Digest = digest, Identity = Identity, Keys = keys, Target = Text(wrong == 5 || _devices.Count == 0 ? "unknown" : _devices[(device + 1) % _devices.Count]), IsBound = bound },
            3 => new ChangeRecoveryKeyOperation { Digest = digest, Identity = Identity, Keys = keys, RecoveryHash = Hash(recoveryHash), IsBound = bound },
            4 => new DeleteAccountOperation { Digest = digest, Identity = Identity, Keys = keys, IsBound = bound },
            5 => new RecoverAccountOperation { Digest = digest, Identity = Identity, Keys = fresh, RecoveryKeyHash = Hash(wrong == 1 ? 0 : _recovery), RecoveryHash = Hash(recoveryHash), IsBound = bound },
            _ => new CreateAccountOperation { Digest = digest, Identity = Identity, Keys = fresh, RecoveryHash = Hash(recoveryHash), IsBound = bound },
        };
    }

    private static DeviceKeys Keys(string device, int key, int next) => new(Text(device), Text($"p{key}"), Hash(key), Hash(next));

    private static Utf8Text Hash(int key) => Text($"h{key}");

    private static Utf8Text Text(string text) => Utf8Text.FromString(text);

    private static int NumberOf(Utf8Text hash) => int.Parse(hash.ToString().AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static (RowKind Kind, string Key) NameOf(AccountRow row) => (row.Kind, new Utf8Text(row.Key).ToString());

    internal sealed record Step(Account? Before, AccountOperation Operation, DateTimeOffset Now, AccountDecision Decision, Refusal? Refusal, Account? After)
    {
        /// <summary>Whether it changed the account.</summary>
        public bool IsApplied => Decision.Next is not null && Refusal is null;
    }
}
