package dev.docent.transforms.topics;

import com.kennycason.kumo.CollisionMode;
import com.kennycason.kumo.Word;
import com.kennycason.kumo.WordCloud;
import com.kennycason.kumo.WordFrequency;
import com.kennycason.kumo.bg.RectangleBackground;
import com.kennycason.kumo.font.KumoFont;
import com.kennycason.kumo.font.scale.SqrtFontScalar;
import com.kennycason.kumo.image.AngleGenerator;
import com.kennycason.kumo.palette.ColorPalette;
import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Draws a topic's terms as a picture: the heavier the larger, positive ones in blue, negative ones
 * in orange (told apart by people who don't see red and green apart too).
 */
public final class WordClouds {
  public static final int WIDTH = 480;
  public static final int HEIGHT = 300;
  static final Color POSITIVE = new Color(0x1D4ED8);
  static final Color NEGATIVE = new Color(0xB45309);

  private static final int LEGEND_HEIGHT = 24;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.BOLD, 12);

  private static final int SMALLEST_LETTERS = 9;
  private static final int[] LARGEST_LETTERS = {46, 38, 31, 25, 20, 16};
  private static final double SKIPPED_SHARE = 0.05;

  /** Weights become whole numbers for the layout. */
  private static final double RESOLUTION = 10_000;

  private WordClouds() {}

  /** The name of a topic's picture, such as {@code topic-007.png}. */
  public static String fileName(int topic) {
    return String.format(Locale.ROOT, "topic-%03d.png", topic);
  }

  /** Why this machine can't draw text, such as a Java without fonts; empty where it can. */
  public static Optional<String> obstacle() {
    System.setProperty("java.awt.headless", "true");
    try {
      BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setFont(FONT.deriveFont(24f));
      graphics.drawString("Ab", 4, 30);
      graphics.dispose();
      for (int pixel : image.getRGB(0, 0, 40, 40, null, 0, 40)) {
        if ((pixel & 0xFFFFFF) != 0) {
          return Optional.empty();
        }
      }
      return Optional.of("text is drawn as nothing: no font is installed");
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Optional.of(String.valueOf(e));
    }
  }

  /**
   * Writes a topic's picture, {@value #WIDTH} x {@value #HEIGHT} pixels.
   *
   * @param file a {@code .png}
   */
  public static void write(Topic topic, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!ImageIO.write(draw(topic), "png", file.toFile())) {
      throw new IOException("this Java has no writer for PNG");
    }
  }

  static BufferedImage draw(Topic topic) {
    Map<String, Color> colours = new LinkedHashMap<>();
    List<WordFrequency> words = new ArrayList<>();
    addWords(topic.getPositive(), POSITIVE, colours, words);
    addWords(topic.getNegative(), NEGATIVE, colours, words);
    Collections.sort(words);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    if (!words.isEmpty()) {
      graphics.drawImage(layOut(words, colours), 0, 0, null);
    }
    drawLegend(graphics);
    graphics.dispose();
    return image;
  }

  private static void addWords(
      List<TermWeight> terms, Color colour, Map<String, Color> colours, List<WordFrequency> words) {
    for (TermWeight term : terms) {
      if (colours.putIfAbsent(term.getSurface(), colour) == null) {
        int size = (int) Math.max(1, Math.round(Math.abs(term.getWeight()) * RESOLUTION));
        words.add(new WordFrequency(term.getSurface(), size));
      }
    }
  }

  /** Lays the words out in the largest letters in which nearly all have room. */
  private static BufferedImage layOut(List<WordFrequency> words, Map<String, Color> colours) {
    int i = 0;
    WordCloud cloud = layOut(words, colours, LARGEST_LETTERS[i]);
    while (cloud.getSkipped().size() > SKIPPED_SHARE * words.size()
        && i + 1 < LARGEST_LETTERS.length) {
      i++;
      cloud = layOut(words, colours, LARGEST_LETTERS[i]);
    }
    return cloud.getBufferedImage();
  }

  private static WordCloud layOut(
      List<WordFrequency> words, Map<String, Color> colours, int largestLetters) {
    Dimension size = new Dimension(WIDTH, HEIGHT - LEGEND_HEIGHT);
    WordCloud cloud = new ColouredCloud(size, colours);
    cloud.setBackgroundColor(Color.WHITE);
    cloud.setBackground(new RectangleBackground(size));
    cloud.setPadding(1);
    cloud.setKumoFont(new KumoFont(FONT));
    cloud.setFontScalar(new SqrtFontScalar(SMALLEST_LETTERS, largestLetters));
    cloud.setAngleGenerator(new AngleGenerator(0));
    cloud.build(words);
    return cloud;
  }

  private static void drawLegend(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(FONT.deriveFont(Font.PLAIN, 12f));
    int base = HEIGHT - 8;
    drawKey(graphics, "positive", POSITIVE, WIDTH / 2 - 90, base);
    drawKey(graphics, "negative", NEGATIVE, WIDTH / 2 + 14, base);
  }

  private static void drawKey(Graphics2D graphics, String text, Color colour, int x, int base) {
    graphics.setColor(colour);
    graphics.fillRect(x, base - 10, 11, 11);
    graphics.drawString(text, x + 17, base);
  }

  /**
   * A cloud whose words have each its own colour, and take the first free place on a spiral from
   * the centre. The library's own search compares pixels with the background at every step, which
   * costs more than all the rest of the picture.
   */
  private static final class ColouredCloud extends WordCloud {
    private static final double DRIFT = 1.1;
    private static final double STEP = 5;

    private final Map<String, Color> colours;
    private final List<Rectangle> taken = new ArrayList<>();
    private final Rectangle frame;

    ColouredCloud(Dimension size, Map<String, Color> colours) {
      super(size, CollisionMode.RECTANGLE);
      this.colours = new HashMap<>(colours);
      this.frame = new Rectangle(size);
    }

    @Override
    protected List<Word> buildWords(List<WordFrequency> words, ColorPalette palette) {
      // Words are built in this order, and each takes the palette's next colour.
      List<Color> inOrder = words.stream().map(word -> colours.get(word.getWord())).toList();
      return super.buildWords(words, new ColorPalette(inOrder));
    }

    @Override
    protected boolean place(Word word, Point start) {
      Rectangle place = new Rectangle(word.getDimension());
      double stretch = frame.getWidth() / frame.getHeight();
      for (double angle = 0; angle * DRIFT < frame.getWidth(); ) {
        double radius = angle * DRIFT;
        angle += STEP / Math.max(STEP, radius);
        place.setLocation(
            (int) (frame.getCenterX() + stretch * radius * Math.cos(angle) - place.width / 2.0),
            (int) (frame.getCenterY() + radius * Math.sin(angle) - place.height / 2.0));
        if (frame.contains(place) && taken.stream().noneMatch(place::intersects)) {
          taken.add(new Rectangle(place));
          Graphics graphics = bufferedImage.getGraphics();
          graphics.drawImage(word.getBufferedImage(), place.x, place.y, null);
          graphics.dispose();
          return true;
        }
      }
      return false;
    }
  }
}
