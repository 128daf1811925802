using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MiniTensor.IO;

/// <summary>Reads the JSON text of a safetensors header, and nothing that is not exactly of its form.</summary>
internal ref struct SafetensorsHeaderParser(ReadOnlySpan<byte> text, string file)
{
    // {tensors: {one tensor: [sizes]}}
    private const int Depth = 3;

    private readonly List<TensorEntry> _tensors = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _metadata = [];
    private Utf8JsonReader _json = new(text, new JsonReaderOptions { MaxDepth = Depth });
    private string? _tensor;
    private int? _checksumAt;

    /// <returns>The tensors, the texts without the file's checksum, and where in the text the digits of that begin.</returns>
    public (List<TensorEntry> Tensors, Dictionary<string, string> Metadata, int? ChecksumAt) Parse()
    {
        try
        {
            Next();
            while (NextName() is { } name)
            {
                Require(_names.Add(name), $"two entries are called '{name}'");
                if (name == SafetensorsHeader.MetadataKey)
                {
                    ReadMetadata();
                }
                else
                {
                    _tensor = name;
                    _tensors.Add(ReadTensor());
                    _tensor = null;
                }
            }

            Require(!_json.Read(), $"something follows the header's last brace");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader's own words name the place; text with half of a surrogate pair is an InvalidOperationException to it.
            throw SafetensorsException.Broken(file, _tensor, $"has a header that is not JSON: {e.Message.TrimEnd('.')}", e);
        }

        return (_tensors, _metadata, _checksumAt);
    }

    private void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject, "should be an object of texts", SafetensorsHeader.MetadataKey);
        while (NextName() is { } key)
        {
            Expect(JsonTokenType.String, "should be a text", $"{SafetensorsHeader.MetadataKey}.{key}");
            var isChecksum = key == Checksum.Key;
            Require(isChecksum ? _checksumAt is null : _metadata.TryAdd(key, Text()), $"'{key}' stands twice in {SafetensorsHeader.MetadataKey}");
            if (isChecksum)
            {
                Require(!_json.ValueIsEscaped && _json.ValueSpan.Length == Checksum.Blank.Length, $"{key} should have {Checksum.Blank.Length} digits");
                _checksumAt = (int)_json.TokenStartIndex + 1; // behind the quotation mark
            }
        }
    }

    private TensorEntry ReadTensor()
    {
        Expect(JsonTokenType.StartObject, "should be an object", "its entry");
        string? dtype = null;
        int[]? sizes = null;
        long[]? offsets = null;
        while (NextName() is { } field)
        {
            switch (field)
            {
                case "dtype" when dtype is null:
                    Expect(JsonTokenType.String, "should be a text", field);
                    dtype = Text();
                    break;
                case "shape" when sizes is null:
                    sizes = [.. Numbers(field, Shape.MaxRank, int.MaxValue).Select(size => (int)size)];
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers(field, 2, long.MaxValue);
                    break;
                default:
                    throw Broken($"has a field '{field}' that is unknown or stands twice");
            }
        }

        return dtype is not null && sizes is not null && offsets is [var begin, var end] && begin <= end
            ? new TensorEntry(_tensor ?? "", Format(dtype), ShapeOf(sizes), begin, end)
            : throw Broken("needs a dtype, a shape, and data_offsets [begin, end]");
    }

    private readonly NumberFormat Format(string dtype) =>
        NumberFormat.Find(dtype) ?? throw SafetensorsException.Unusable(
            file,
            _tensor,
            $"has numbers of dtype '{dtype}'",
            $"Only {NumberFormat.Names} can be read: convert the tensor to F32 where the file is made.");

    private readonly Shape ShapeOf(int[] sizes)
    {
        try
        {
            return Shape.Of(sizes);
        }
        catch (ShapeException e)
        {
            throw Broken(e.Message);
        }
    }

    private long[] Numbers(string field, int most, long largest)
    {
        Expect(JsonTokenType.StartArray, "should be a list of numbers", field);
        var numbers = new List<long>();
        while (Next() != JsonTokenType.EndArray)
        {
            Require(
                _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var number) && number >= 0 && number <= largest && numbers.Count < most,
                $"{field} should be at most {most} whole numbers from 0 to {largest}");
            numbers.Add(_json.GetInt64());
        }

        return [.. numbers];
    }

    private JsonTokenType Next()
    {
        Require(_json.Read(), $"has a header that ends too early");
        return _json.TokenType;
    }

    /// <summary>The name of the next field of an object; null at its end.</summary>
    private string? NextName() => Next() == JsonTokenType.EndObject ? null : Text();

    private readonly string Text() => _json.GetString() ?? "";

    private void Expect(JsonTokenType token, string needs, string what) => Require(Next() == token, $"{what} {needs}");

    private readonly void Require(
        [DoesNotReturnIf(false)] bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref ShapeException.Text problem)
    {
        if (!condition)
        {
            throw Broken(problem.ToString());
        }
    }

    private readonly SafetensorsException Broken(string problem) => SafetensorsException.Broken(file, _tensor, problem);
}
