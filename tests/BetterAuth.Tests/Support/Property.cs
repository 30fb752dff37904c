using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using CsCheck;

namespace BetterAuth.Tests.Support;

/// <summary>Tries a property on as many generated values as the budget says: 10,000 in the full one.</summary>
internal static class Property
{
    /// <summary>Values per property of the chosen budget.</summary>
    public static int Cases { get; } = TestBudget.Iterations(500, 10_000, 1_000_000);

    /// <summary>How many values each property was tried on in this run, by class and name.</summary>
    public static ConcurrentDictionary<string, int> Tried { get; } = new();

    /// <summary>The properties of the assembly, by class and name.</summary>
    public static IReadOnlyList<string> Declared { get; } =
    [
        .. typeof(Property).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(PropertyAttribute)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
    ];

    /// <summary>Whether <paramref name="holds"/> is true of every value; a value of which it is not is made smaller and shown with the seed that gives it again.</summary>
    public static void Holds<T>(this Gen<T> values, Func<T, bool> holds, Func<T, string>? print = null, [CallerMemberName] string name = "", [CallerFilePath] string file = "")
    {
        int tried = 0;
        values.Sample(
            value =>
            {
                Interlocked.Increment(ref tried);
                return holds(value);
            },
            iter: Cases,
            print: print);
        Tried[$"{Path.GetFileNameWithoutExtension(file)}.{name}"] = tried;
    }

    /// <summary>The same with assertions.</summary>
    public static void Holds<T>(this Gen<T> values, Action<T> assert, Func<T, string>? print = null, [CallerMemberName] string name = "", [CallerFilePath] string file = "") =>
        values.Holds(
            value =>
            {
                assert(value);
                return true;
            },
            print,
            name,
            file);
}
